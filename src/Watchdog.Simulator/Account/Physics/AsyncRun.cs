using Watchdog.Simulator.Metrics;

namespace Watchdog.Simulator.Account.Physics;

/// <summary>
/// A function's asynchronous queue. An event whose invocation fails is tried again after one minute and after two more; one that is refused
/// concurrency is tried again after 1 s, 2 s, 4 s and so on, at most 5 minutes apart, for six hours. With a reserved concurrency of 0 events
/// are dropped at once. What is dropped goes to the failure destination, where there is one.
/// </summary>
internal sealed class AsyncRun(FunctionRun function, MetricStore store, SimulatedClock clock, RandomStream random) : ICaller, ISink
{
    private const int MaximumAgeSeconds = 6 * 3600;
    private const int LongestBackOffSeconds = 300;
    private static readonly int[] RetrySeconds = [60, 120];

    private readonly AsyncMetrics metrics = new(store, function.Function.Name);
    private readonly InvocationWheel running = new();
    private readonly CohortBuffer failedEvents = new();
    private readonly SortedDictionary<int, List<AsyncEvents>> waiting = [];
    private readonly List<AsyncEvents> due = [];
    private readonly Dictionary<string, long> qualifiers = [];

    public FunctionRun Function { get; } = function;

    /// <summary>Events may come by several qualifiers; how many by which is counted as they come.</summary>
    public string? Qualifier => qualifiers.Count == 0 ? null : qualifiers.MaxBy(q => q.Value).Key;

    public int Wanted { get; private set; }

    /// <summary>Where dropped events go; null: they are lost.</summary>
    public MessageStore? OnFailure { get; set; }

    /// <summary>Events that wait, or are being worked on.</summary>
    public long Waiting { get; private set; }

    public void Send(int second, long count) => Accept(second, count, null);

    public void Accept(int second, long count, string? qualifier)
    {
        metrics.Received(count);
        Waiting += count;
        if (qualifier is not null) qualifiers[qualifier] = qualifiers.GetValueOrDefault(qualifier) + count;
        // What is written in a second is handed on in the next.
        Wait(second + 1, new AsyncEvents(second, 0, 0, count));
    }

    public void BeginSecond()
    {
        if (running.Running == 0) return;
        var (succeeded, failed) = running.Take(clock.Second, failedEvents);
        Function.Running -= succeeded + failed;
        while (failedEvents.Take(long.MaxValue, out var cohort)) TryAgain(new AsyncEvents(cohort.At, cohort.Receives, 0, cohort.Count));
        Waiting -= succeeded;
        Function.Write(succeeded);
    }

    public int Ask(double growthPerMinute)
    {
        while (waiting.Count > 0 && waiting.First() is var next && next.Key <= clock.Second)
        {
            foreach (var events in next.Value) TakeUp(events);
            waiting.Remove(next.Key);
        }

        var count = due.Sum(e => e.Count);
        Wanted = count == 0 ? 0 : Function.Slots(count, int.MaxValue);
        return Wanted;
    }

    public void Start(int slots)
    {
        if (due.Count == 0) return;
        var budget = (double)slots;
        foreach (var events in due)
        {
            var left = events.Count;
            var dropped = Function.Chain?.Drop(left) ?? 0;
            if (dropped > 0) GiveUp(dropped);
            left -= dropped;
            var affordable = budget <= 0 ? 0 : Math.Min(left, Math.Max(1, random.Round(budget / Function.Durations.MeanSlotSeconds)));
            if (slots == Wanted) affordable = left;
            if (affordable > 0) metrics.Age((clock.Second - events.Received) * 1000.0, affordable);
            Begin(events with { Count = affordable });
            budget -= affordable * Function.Durations.MeanSlotSeconds;
            if (left > affordable) Refuse(events with { Count = left - affordable });
        }

        due.Clear();
    }

    public void Flush(int minute) => metrics.Flush(minute);

    private void TakeUp(in AsyncEvents events)
    {
        if (Function.Function.ReservedConcurrency == 0 || clock.Second - events.Received > MaximumAgeSeconds)
        {
            GiveUp(events.Count);
            return;
        }

        for (var i = 0; i < due.Count; i++)
        {
            if (due[i].Failures != events.Failures || due[i].Refusals != events.Refusals) continue;
            // As old as the older ones: their number stays small, however many seconds they come from.
            due[i] = due[i] with { Received = Math.Min(due[i].Received, events.Received), Count = due[i].Count + events.Count };
            return;
        }

        due.Add(events);
    }

    private void Begin(in AsyncEvents events)
    {
        var durations = Function.Durations;
        if (events.Count <= 64)
        {
            for (var i = 0; i < events.Count; i++)
                Begin(durations[(int)(random.Next() & (ulong)(durations.Count - 1))], 1, events);
            return;
        }

        var shift = random.NextDouble();
        for (var bin = 0; bin < durations.Count; bin++)
            Begin(durations[bin], (int)(Function.Part(bin + 1, events.Count, shift) - Function.Part(bin, events.Count, shift)), events);
    }

    private void Begin(in DurationTable.Bin bin, int invocations, in AsyncEvents events)
    {
        if (invocations == 0) return;
        var longer = (int)Sampling.Binomial(random, invocations, bin.Fraction);
        Begin(bin, invocations - longer, bin.Whole, events);
        Begin(bin, longer, bin.Whole + 1, events);
    }

    private void Begin(in DurationTable.Bin bin, int invocations, int steps, in AsyncEvents events)
    {
        if (invocations == 0) return;
        var failed = bin.TimesOut ? invocations : (int)Sampling.Binomial(random, invocations, Function.ErrorRate);
        Function.Count(bin, invocations, failed, steps);
        if (steps > 0)
        {
            running.Add(clock.Second + steps, invocations - failed, failed);
            if (failed > 0) running.AddMessages(clock.Second + steps, new Cohort(events.Received, events.Received, events.Failures, failed));
            return;
        }

        if (failed > 0) TryAgain(events with { Count = failed });
        Waiting -= invocations - failed;
        Function.Write(invocations - failed);
    }

    private void TryAgain(in AsyncEvents failed)
    {
        if (failed.Failures < RetrySeconds.Length) Wait(clock.Second + RetrySeconds[failed.Failures], failed with { Failures = failed.Failures + 1, Refusals = 0 });
        else GiveUp(failed.Count);
    }

    private void Refuse(in AsyncEvents refused)
    {
        Function.Throttle(refused.Count);
        var backOff = Math.Min(LongestBackOffSeconds, 1 << Math.Min(refused.Refusals, 10));
        Wait(clock.Second + backOff, refused with { Refusals = Math.Min(refused.Refusals + 1, 10) });
    }

    private void GiveUp(long count)
    {
        Waiting -= count;
        metrics.Dropped(count);
        OnFailure?.Send(clock.Second, count);
    }

    private void Wait(int until, in AsyncEvents events)
    {
        if (!waiting.TryGetValue(until, out var list)) waiting.Add(until, list = []);
        list.Add(events);
    }

    /// <param name="Received">When they came to the queue.</param>
    /// <param name="Failures">How often their invocation failed.</param>
    /// <param name="Refusals">How often running they were refused concurrency.</param>
    private readonly record struct AsyncEvents(int Received, int Failures, int Refusals, long Count);
}
