using Watchdog.Core.Breaker;
using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Watching;

/// <summary>
/// Queues that functions read, their dead-letter queues, and streams: the depth of queues from SQS every minute, and CloudWatch only for those
/// that have something on them or an incident.
/// </summary>
public sealed class QueueWatch : IWatch
{
    private const int WindowMinutes = 60;

    private readonly InventoryCache _inventories;
    private readonly IQueueDepthSource _depths;
    private readonly IMetricSource _metrics;
    private readonly WatchdogStack _stack;
    private readonly DepthHistory _history = new();
    private readonly DeadLetterReader _deadLetterReader;
    private readonly StreamReader _streamReader;
    private readonly BackpressureOptions _backpressure;
    private readonly ErrorStallOptions _errorStall = new();
    private readonly PoisonMessagesOptions _poisonMessages = new();
    private readonly DeadLettersOptions _deadLetters = new();
    private readonly StreamLagOptions _streamLag = new();

    /// <param name="thresholds">Null: <see cref="Thresholds.Default"/>.</param>
    public QueueWatch(InventoryCache inventories, IQueueDepthSource depths, IMetricSource metrics, WatchdogStack stack, Thresholds? thresholds = null)
    {
        (_inventories, _depths, _metrics, _stack) = (inventories, depths, metrics, stack);
        _backpressure = (thresholds ?? Thresholds.Default).Backpressure.Validated();
        _deadLetterReader = new DeadLetterReader(metrics, _history);
        _streamReader = new StreamReader(metrics);
    }

    public string Name => "QueueWatcher";

    public async Task<IReadOnlyCollection<Judgement>> JudgeAsync(
        IReadOnlyList<Incident> open, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var inventory = await _inventories.GetAsync(now, cancellationToken);
        var consumed = inventory.Queues.Where(queue => inventory.MappingsFrom(queue.Arn).Any()).ToArray();
        var depthByQueue = await _depths.ReadAsync([.. consumed.Union(inventory.Queues.Where(inventory.IsDeadLetterQueue))], cancellationToken);
        _history.Add(now, depthByQueue);

        var mine = open.Where(incident => incident.Watcher == Name && incident.State is not IncidentState.Resolved).ToArray();
        var letters = await _deadLetterReader.ReadAsync(inventory, depthByQueue, mine, now, cancellationToken);
        var givenUp = GivenUp(letters);
        var suspects = consumed
            .Where(queue => depthByQueue.TryGetValue(queue.Name, out var depth)
                && (depth.Total > 0 || givenUp.ContainsKey(queue) || mine.Any(i => i.Finding.Resource == queue.Id)))
            .ToArray();
        var judgements = new List<Judgement>();
        if (suspects.Length > 0)
            judgements.AddRange(await JudgeQueuesAsync(suspects, depthByQueue, givenUp, inventory, open, mine, now, cancellationToken));
        judgements.AddRange(letters.Select(letter => DeadLetters.Judge(letter, _deadLetters)));
        judgements.AddRange((await _streamReader.ReadAsync(inventory, mine, now, cancellationToken)).Select(stream => StreamLag.Judge(stream, _streamLag)));
        return [.. judgements, .. Gone.Among(mine, judgements)];
    }

    private async Task<IEnumerable<Judgement>> JudgeQueuesAsync(
        Queue[] suspects,
        IReadOnlyDictionary<string, QueueDepth> depthByQueue,
        Dictionary<Queue, Series> givenUp,
        Inventory inventory,
        IReadOnlyList<Incident> open,
        Incident[] mine,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        MetricQuery[] queries =
        [
            LambdaMetrics.Invocations(),
            .. suspects.SelectMany(queue => QueueSignals.Queries(queue.Name)),
            .. ConsumerReader.Queries(suspects, inventory),
        ];
        var series = await _metrics.ReadAsync(queries, TimeWindow.Last(WindowMinutes, now), cancellationToken);
        var settled = Readable.SettledIndex(series[LambdaMetrics.Invocations()]);
        return suspects
            .Select(queue => QueueSignals.From(
                queue,
                depthByQueue[queue.Name],
                _history.VisibleOf(queue.Name),
                series,
                settled,
                ConsumerReader.Of(queue, inventory, series, settled)))
            .SelectMany(signals => new[]
            {
                IsFedByALoop(signals, open)
                    ? new Judgement.InsufficientData(Symptom.Backpressure, signals.Queue.Id, "its consumer feeds itself, which is told already")
                    : Backpressure.Judge(signals, _backpressure, _stack),
                JudgeStall(signals, mine, now),
                PoisonMessages.Judge(signals, givenUp.GetValueOrDefault(signals.Queue), _poisonMessages),
            });
    }

    // A loop's queue fills while it runs, and while its circuit is open: the loop's own message says so.
    private static bool IsFedByALoop(QueueSignals signals, IReadOnlyList<Incident> open) => signals.Consumers.Any(
        c => open.Any(i => i.Finding.Symptom is Symptom.RecursiveLoop && i.State is IncidentState.Firing && i.Finding.Resource == c.Function.Id));

    // That a stall is no longer found says little: its errors may only have become fewer. What ends it is that the consumer succeeds.
    private Judgement JudgeStall(QueueSignals signals, Incident[] mine, DateTimeOffset now)
    {
        var stall = ErrorStall.Judge(signals, _errorStall);
        var firing = mine.FirstOrDefault(i => i.Key == Incident.KeyOf(Symptom.ErrorStall, signals.Queue.Id) && i.State is IncidentState.Firing);
        return stall is Judgement.Healthy && firing is not null && Recovered.Judge(signals, firing, now) is Judgement.Ended ended ? ended : stall;
    }

    // What SQS moved to a dead-letter queue, by the queue that it most likely came from.
    private static Dictionary<Queue, Series> GivenUp(IReadOnlyList<DeadLetterSignals> letters)
    {
        var givenUp = new Dictionary<Queue, Series>();
        foreach (var letter in letters)
        {
            var moved = letter.Moved();
            if (moved.Sum > 0 && DeadLetterOrigin.Likeliest(letter, WindowMinutes) is [var source])
                givenUp[source.Queue] = moved;
        }
        return givenUp;
    }
}
