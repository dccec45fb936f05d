namespace Watchdog.Simulator.Wire.Authorization;

/// <summary>What was asked of each principal's policies, and what they answered.</summary>
public sealed class AccessLog
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Principal, string Operation, string Check), AccessRecord> _records = [];

    /// <summary>Each thing that was asked once, in the order of the principals' names and of the checks.</summary>
    public IReadOnlyList<AccessRecord> Records
    {
        get
        {
            lock (_lock)
                return [.. _records.OrderBy(r => r.Key.Principal, StringComparer.Ordinal).ThenBy(r => r.Key.Check, StringComparer.Ordinal).Select(r => r.Value)];
        }
    }

    internal void Record(Principal principal, string operation, AccessCheck check, AccessDecision decision)
    {
        lock (_lock)
            _records[(principal.Name, operation, check.ToString())] = new AccessRecord(principal.Name, operation, check, decision);
    }
}

/// <param name="Principal">The function's logical id.</param>
/// <param name="Operation">What was called, e.g. lambda:Invoke, with the signing name of its service.</param>
public sealed record AccessRecord(string Principal, string Operation, AccessCheck Check, AccessDecision Decision);
