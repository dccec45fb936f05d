using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Watchdog.Benchmarks.InProcess;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Benchmarks.Commands;

/// <summary>`simulation-speed`: how long a large account takes, its physics alone and with all watchers on it.</summary>
internal static class SimulationSpeedCommand
{
    public static Command Create()
    {
        var pairs = new Option<int>("--pairs") { Description = "Functions, each with a queue", DefaultValueFactory = _ => 500 };
        var hours = new Option<int>("--hours") { Description = "Simulated hours", DefaultValueFactory = _ => 8 };
        var command = new Command("simulation-speed", "Plays a large account: its physics alone, and with all watchers") { pairs, hours };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(pairs), parsed.GetValue(hours), cancellationToken));
        return command;
    }

    private static async Task RunAsync(int pairs, int hours, CancellationToken cancellationToken)
    {
        var scenario = Scenario.Parse(Yaml(pairs, hours), "large-account.yaml");
        var physics = Time(() => scenario.Build().Advance(scenario.Duration));
        Line("physics alone (baseline)", physics, 1);

        var account = new InProcessAccount(scenario);
        var started = Stopwatch.GetTimestamp();
        for (var minute = 0; minute < scenario.Duration.TotalMinutes; minute++)
            await account.AdvanceMinuteAsync(cancellationToken);
        var watched = Stopwatch.GetElapsedTime(started);
        Line("with all watchers", watched, watched / physics);
        Console.WriteLine($"{account.Messages.Count} messages; {pairs} functions and {pairs} queues for {hours} h");

        void Line(string name, TimeSpan time, double ratio) =>
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-26} {time.TotalSeconds,8:0.0} s   ratio {ratio:0.00}"));
    }

    private static TimeSpan Time(Action action)
    {
        var started = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>Rates from some a minute to tens a second, durations from 50 ms to 5 s, one function in fifty with trouble of its own.</summary>
    private static string Yaml(int pairs, int hours)
    {
        var yaml = new StringBuilder($"name: large-account\nduration: {hours}h\naccount: {{ concurrency: 5000 }}\n");
        Section("queues", i => $"{{ name: q{i}, visibilityTimeout: 180s, deadLetter: {{ queue: dead, maxReceiveCount: 5 }} }}", "{ name: dead }");
        Section("functions", i => $"{{ name: f{i}, timeout: 30s, duration: {{ p50: {50 * (1 + (i % 100))}ms, p99: {150 * (1 + (i % 100))}ms }} }}");
        Section("mappings", i => $"{{ source: q{i}, function: f{i}, batchSize: {1 + (i % 10)} }}");
        Section("traffic", i => $"{{ to: q{i}, rate: {(i % 20 == 0 ? "20/s" : $"{6 + (i % 60)}/m")} }}");
        Section("changes", i => i % 50 == 7 ? $"{{ at: {60 + i % 120}m, function: f{i}, errorRate: 1 }}" : null);
        return yaml.ToString();

        void Section(string name, Func<int, string?> item, string? more = null)
        {
            yaml.Append($"{name}:\n");
            foreach (var line in Enumerable.Range(0, pairs).Select(item).Append(more).OfType<string>())
                yaml.Append($"  - {line}\n");
        }
    }
}
