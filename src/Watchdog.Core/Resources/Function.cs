namespace Watchdog.Core.Resources;

/// <summary>A Lambda function as ListFunctions describes it.</summary>
/// <param name="Timeout">Longest duration of one invocation.</param>
/// <param name="LastModified">Moves with every change of code or configuration.</param>
/// <param name="Environment">Environment variables; empty when there are none or when they cannot be read.</param>
public sealed record Function(
    string Name,
    string Arn,
    string RoleArn,
    TimeSpan Timeout,
    int MemoryMegabytes,
    DateTimeOffset LastModified,
    IReadOnlyDictionary<string, string> Environment)
{
    public ResourceId Id => ResourceId.Function(Name);
}

/// <summary>What is read of one function only when it matters: GetFunction and GetFunctionRecursionConfig.</summary>
/// <param name="ReservedConcurrency">Null: none is reserved, the function draws on the account's pool. 0 is a real value: nothing may run.</param>
/// <param name="RecursionAllowed">True where the function's RecursiveLoop setting is <c>Allow</c>.</param>
public sealed record FunctionDetails(int? ReservedConcurrency, IReadOnlyDictionary<string, string> Tags, bool RecursionAllowed);
