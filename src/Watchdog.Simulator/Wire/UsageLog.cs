namespace Watchdog.Simulator.Wire;

/// <summary>Counts API calls by caller and by "service:Operation". Refused calls count too, as AWS bills them.</summary>
public sealed class UsageLog
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Caller, string Operation), ApiUsage> _usage = [];

    /// <summary>Of all callers.</summary>
    public IReadOnlyDictionary<string, ApiUsage> Total => Sum(_ => true);

    /// <summary>Of the callers whose access key id is chosen, e.g. the stack's functions.</summary>
    public IReadOnlyDictionary<string, ApiUsage> Sum(Func<string, bool> callers)
    {
        ArgumentNullException.ThrowIfNull(callers);
        var sum = new SortedDictionary<string, ApiUsage>(StringComparer.Ordinal);
        lock (_lock)
        {
            foreach (var ((caller, operation), usage) in _usage)
            {
                if (!callers(caller))
                    continue;
                var before = sum.GetValueOrDefault(operation) ?? new ApiUsage(0, 0);
                sum[operation] = new ApiUsage(before.Calls + usage.Calls, before.Metrics + usage.Metrics);
            }
        }

        return sum;
    }

    internal void Record(string caller, string service, string operation, long metrics)
    {
        var key = (caller, $"{service}:{operation}");
        lock (_lock)
        {
            var before = _usage.GetValueOrDefault(key) ?? new ApiUsage(0, 0);
            _usage[key] = new ApiUsage(before.Calls + 1, before.Metrics + metrics);
        }
    }
}
