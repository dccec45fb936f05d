using Watchdog.Core.Breaker;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Text;

namespace Watchdog.Core.Alarms;

/// <summary>
/// Keeps the alarms of the resources that ask for them. Nothing is remembered between runs: each looks at who asks and at what is there, and makes up the
/// difference. What cannot be read is not judged, so that a refused read deletes nothing.
/// </summary>
public sealed class AlarmKeeper(IAlarmRequests requests, IAlarmControl alarms, IInventorySource inventorySource, WatchdogStack stack, TimeProvider time)
{
    /// <summary>A call that is never answered must not take the run's time, and with it what else the run has found out.</summary>
    public static readonly TimeSpan MostTime = TimeSpan.FromSeconds(30);

    /// <summary>So many failures, and the rest is left to the next run.</summary>
    private const int MostFailures = 3;

    private readonly ReservationReader _reservations = new(inventorySource);

    /// <summary>Throws only when it is cancelled: what else the caller has found out must not be lost with an alarm.</summary>
    public async Task<AlarmReport> KeepAsync(Inventory inventory, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(MostTime, time);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await KeepWithinAsync(inventory, now, limited.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new AlarmReport { Failure = $"it took longer than {Say.Duration(MostTime)}." };
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return new AlarmReport { Failure = e.Message };
        }
    }

    private async Task<AlarmReport> KeepWithinAsync(Inventory inventory, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var asking = (await requests.ReadAsync(cancellationToken)).Select(a => $"{a}").ToHashSet(StringComparer.Ordinal);
        var existing = await alarms.ReadAsync(cancellationToken);
        var reservations = await _reservations.ReadAsync(AlarmPlan.FunctionsAsking(inventory, asking, stack), now, cancellationToken);
        var plan = AlarmPlan.Of(inventory, asking, reservations, stack);
        return await ChangeAsync(AlarmReconciler.Reconcile(plan, existing, stack), cancellationToken);
    }

    private async Task<AlarmReport> ChangeAsync(AlarmChanges changes, CancellationToken cancellationToken)
    {
        string? failure = null;
        var failures = 0;
        var deleted = changes.Deletions.Length > 0 && await TryAsync(() => alarms.DeleteAsync(changes.Deletions, cancellationToken)) ? changes.Deletions.Length : 0;
        var updated = await PutAsync(changes.Updates);
        var created = await PutAsync(changes.Creations);
        return new AlarmReport
        {
            Created = created,
            Updated = updated,
            Deleted = deleted,
            Waiting = changes.Waiting + changes.Creations.Length - created + changes.Updates.Length - updated + changes.Deletions.Length - deleted,
            BeyondLimit = changes.BeyondLimit,
            Failure = failure,
        };

        async Task<int> PutAsync(IEnumerable<ResourceAlarm> wanted)
        {
            var put = 0;
            foreach (var alarm in wanted.TakeWhile(_ => failures < MostFailures))
                put += await TryAsync(() => alarms.PutAsync(alarm, cancellationToken)) ? 1 : 0;
            return put;
        }

        async Task<bool> TryAsync(Func<Task> change)
        {
            try
            {
                await change();
                return true;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                failures++;
                failure ??= e.Message;
                return false;
            }
        }
    }
}

/// <summary>What was done about alarms in a run, for the log.</summary>
public sealed record AlarmReport
{
    public int Created { get; init; }

    public int Updated { get; init; }

    public int Deleted { get; init; }

    /// <summary>Changes that are left to later runs.</summary>
    public int Waiting { get; init; }

    /// <summary>Alarms that are asked for and not made: there are <see cref="AlarmReconciler.MostAlarms"/>.</summary>
    public int BeyondLimit { get; init; }

    /// <summary>The first thing that failed; what it left undone the next run does.</summary>
    public string? Failure { get; init; }

    public bool HasChanged => Created + Updated + Deleted > 0;
}
