namespace Watchdog.Simulator.Wire.Authorization;

/// <summary>One thing that AWS asks of its caller's policies before it carries out a request.</summary>
/// <param name="Action">The IAM action, which may be called otherwise than the operation, e.g. lambda:InvokeFunction for Invoke.</param>
/// <param name="Resource">An ARN, or * where the action cannot be limited to a resource.</param>
public sealed record AccessCheck(string Action, string Resource)
{
    /// <summary>Condition keys of the service, e.g. lambda:FunctionArn, and their values in the request.</summary>
    public IReadOnlyDictionary<string, string> Context { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>E.g. "lambda:UpdateEventSourceMapping on arn:… (lambda:FunctionArn=arn:…)"; says all there is to the check.</summary>
    public override string ToString() =>
        $"{Action} on {Resource}{(Context.Count == 0 ? "" : $" ({string.Join(", ", Context.Select(c => $"{c.Key}={c.Value}"))})")}";
}
