namespace Watchdog.Core.Resources;

/// <summary>
/// Something that calls a function on its own account, without a mapping: a bucket, a topic or a rule. Lambda knows of it only through the
/// function's resource policy.
/// </summary>
/// <param name="Source">The bucket, topic or rule.</param>
/// <param name="Qualifier">The version or alias whose policy lets it in; null is the function itself, <c>$LATEST</c>.</param>
public sealed record PushTrigger(ResourceId Source, string SourceArn, string Function, string? Qualifier);
