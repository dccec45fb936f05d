using Watchdog.Cli.Staging;
using Watchdog.Simulator.Metrics;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Cli.Plotting;

/// <summary>The charts of CloudWatch that an operator would look at, of a scenario that was played.</summary>
internal static class ScenarioCharts
{
    /// <summary>So many queues or functions have lines of their own; of more there is one for all.</summary>
    private const int MostApart = 3;

    public static IReadOnlyList<Chart> Of(Scenario scenario, IStagedAccount account)
    {
        var reading = new Reading(account);
        List<Chart> charts = [Concurrency(scenario, reading), Invocations(scenario, reading)];
        if (scenario.Queues.Count > 0)
            charts.AddRange([Age(scenario, reading), Messages(scenario, reading)]);
        if (scenario.Streams.Count > 0)
            charts.Add(IteratorAge(scenario, reading));
        return charts;
    }

    private static Chart Concurrency(Scenario scenario, Reading reading)
    {
        var functions = Names(scenario.Functions.Select(f => f.Name));
        return new Chart(
            "concurrency", $"Concurrent executions and throttles: {Which(functions, "functions")}", "Executions", "Throttles a minute",
            [
                new ChartLine("ConcurrentExecutions (maximum)", ChartColours.Blue, Sum(functions.Select(f => reading.Lambda("ConcurrentExecutions", "Maximum", f)))),
                new ChartLine("Throttles (sum)", ChartColours.Orange, Sum(functions.Select(f => reading.Lambda("Throttles", "Sum", f)))) { OnRight = true },
            ]);
    }

    private static Chart Invocations(Scenario scenario, Reading reading)
    {
        var functions = Names(scenario.Functions.Select(f => f.Name));
        var invocations = Sum(functions.Select(f => reading.Lambda("Invocations", "Sum", f)));
        var errors = Sum(functions.Select(f => reading.Lambda("Errors", "Sum", f)));
        var failed = errors.ToDictionary(e => e.Minute, e => e.Value);
        return new Chart(
            "invocations", $"Invocations, errors and success rate: {Which(functions, "functions")}", "Invocations a minute", "Success rate, %",
            [
                new ChartLine("Success rate", ChartColours.Green, [.. invocations.Where(i => i.Value > 0)
                    .Select(i => (i.Minute, 100 * (1 - failed.GetValueOrDefault(i.Minute) / i.Value)))]) { OnRight = true },
                new ChartLine("Invocations (sum)", ChartColours.Blue, invocations),
                new ChartLine("Errors (sum)", ChartColours.Red, errors),
            ])
        {
            RightTop = 100,
        };
    }

    private static Chart Age(Scenario scenario, Reading reading)
    {
        var queues = Busy(scenario, reading, "ApproximateAgeOfOldestMessage", out var named);
        var title = $"Age of the oldest message: {Which(named, "queues")}";
        return InUnitOfTime("age", title, Lines(queues, "ApproximateAgeOfOldestMessage (maximum)", Maximum));
    }

    private static Chart Messages(Scenario scenario, Reading reading)
    {
        var queues = Busy(scenario, reading, "ApproximateNumberOfMessagesVisible", out var named);
        var inFlight = named.Select(q => (q, reading.Queue("ApproximateNumberOfMessagesNotVisible", q))).ToList();
        return new Chart(
            "messages", $"Messages visible and in flight: {Which(named, "queues")}", "Messages", null,
            [
                .. Lines(queues, "ApproximateNumberOfMessagesVisible (maximum)", Sum),
                .. Lines(inFlight, "ApproximateNumberOfMessagesNotVisible (maximum)", Sum).Select(l => named.Count == 1
                    ? l with { Colour = ChartColours.Orange }
                    : l with { Dashed = true }),
            ]);
    }

    private static Chart IteratorAge(Scenario scenario, Reading reading)
    {
        var streams = scenario.Streams.Select(s => s.Name).ToHashSet();
        var readers = Names(scenario.Mappings.Where(m => streams.Contains(m.Source)).Select(m => m.Function));
        var ages = readers.Select(f => (f, Scaled(reading.Lambda("IteratorAge", "Maximum", f), 0.001))).ToList();
        return InUnitOfTime("iterator-age", $"Iterator age: {Which(readers, "functions")}", Lines(ages, "IteratorAge (maximum)", Maximum));
    }

    /// <param name="lines">In seconds.</param>
    private static Chart InUnitOfTime(string name, string title, IReadOnlyList<ChartLine> lines)
    {
        var top = lines.Select(l => l.Top).DefaultIfEmpty().Max();
        var (unit, seconds) = top < 600 ? ("Seconds", 1.0) : top < 36_000 ? ("Minutes", 60.0) : ("Hours", 3600.0);
        return new Chart(name, title, unit, null, [.. lines.Select(l => l with { Points = Scaled(l.Points, 1 / seconds) })]);
    }

    /// <summary>The queues that ever had something to show, or all of them when none had.</summary>
    private static List<(string Queue, IReadOnlyList<(int Minute, double Value)> Points)> Busy(
        Scenario scenario, Reading reading, string metric, out IReadOnlyList<string> names)
    {
        var all = scenario.Queues.OrderBy(q => q.Name, StringComparer.Ordinal).Select(q => (Queue: q.Name, Points: reading.Queue(metric, q.Name))).ToList();
        var busy = all.Where(q => q.Points.Any(p => p.Value > 0)).ToList();
        if (busy.Count == 0)
            busy = all;
        names = Names(busy.Select(q => q.Queue));
        return busy;
    }

    private static List<ChartLine> Lines(
        IReadOnlyList<(string Resource, IReadOnlyList<(int Minute, double Value)> Points)> resources, string metric,
        Func<IEnumerable<IReadOnlyList<(int Minute, double Value)>>, IReadOnlyList<(int Minute, double Value)>> together) =>
        resources.Count > MostApart
            ? [new ChartLine(metric, ChartColours.Blue, together(resources.Select(r => r.Points)))]
            : [.. resources.Select((r, i) => new ChartLine(resources.Count == 1 ? metric : $"{metric}, {r.Resource}", ChartColours.InTurn[i], r.Points))];

    private static IReadOnlyList<(int Minute, double Value)> Sum(IEnumerable<IReadOnlyList<(int Minute, double Value)>> all) => Merge(all, values => values.Sum());

    private static IReadOnlyList<(int Minute, double Value)> Maximum(IEnumerable<IReadOnlyList<(int Minute, double Value)>> all) => Merge(all, values => values.Max());

    private static IReadOnlyList<(int Minute, double Value)> Merge(IEnumerable<IReadOnlyList<(int Minute, double Value)>> all, Func<IEnumerable<double>, double> together) =>
        [.. all.SelectMany(points => points).GroupBy(p => p.Minute).OrderBy(g => g.Key).Select(g => (g.Key, together(g.Select(p => p.Value))))];

    private static IReadOnlyList<(int Minute, double Value)> Scaled(IReadOnlyList<(int Minute, double Value)> points, double factor) =>
        [.. points.Select(p => (p.Minute, p.Value * factor))];

    private static IReadOnlyList<string> Names(IEnumerable<string> names) => [.. names.Distinct().Order(StringComparer.Ordinal)];

    private static string Which(IReadOnlyList<string> names, string many) =>
        names.Count is > 0 and <= MostApart ? string.Join(", ", names) : $"{names.Count} {many}";

    private sealed class Reading(IStagedAccount account)
    {
        public IReadOnlyList<(int Minute, double Value)> Lambda(string metric, string statistic, string function) =>
            Read(new MetricId("AWS/Lambda", metric, "", new MetricDimension("FunctionName", function)), statistic);

        public IReadOnlyList<(int Minute, double Value)> Queue(string metric, string queue) =>
            Read(new MetricId("AWS/SQS", metric, "", new MetricDimension("QueueName", queue)), "Maximum");

        private IReadOnlyList<(int Minute, double Value)> Read(MetricId metric, string statistic) =>
            [.. account.ReadMetric(metric, statistic).Select(p => ((int)(p.Start - account.Start).TotalMinutes, p.Value))];
    }
}
