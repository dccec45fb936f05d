using System.Text.RegularExpressions;
using Watchdog.Simulator.Account;

namespace Watchdog.Simulator.Wire.Lambda;

/// <summary>What a caller may call a function: its name, a partial or a full ARN, each with or without a version or alias.</summary>
internal static partial class FunctionName
{
    /// <summary>The function, and the qualifier that its name or <paramref name="qualifier"/> gave; null for $LATEST.</summary>
    /// <exception cref="Protocols.AwsException">ValidationException, ResourceNotFoundException or InvalidParameterValueException.</exception>
    public static (SimulatedFunction Function, string? Qualifier) Resolve(SimulatedAccount account, string text, string? qualifier = null)
    {
        var (name, arn, asked) = Read(account, text, qualifier);
        if (!account.Functions.TryGetValue(name, out var function) || function.Arn != arn)
            throw Errors.NotFound($"Function not found: {arn}{(asked is null ? "" : $":{asked}")}");
        return (function, asked == "$LATEST" ? null : asked);
    }

    /// <summary>As <see cref="Resolve"/>, for operations that concern the whole function.</summary>
    public static SimulatedFunction Unqualified(SimulatedAccount account, string text)
    {
        var (function, qualifier) = Resolve(account, text);
        return qualifier is null ? function : throw Errors.Parameter("This operation takes an unqualified function name or ARN.");
    }

    /// <summary>The ARN that a caller means, with its qualifier, whether there is such a function or not.</summary>
    /// <exception cref="Protocols.AwsException">ValidationException or InvalidParameterValueException.</exception>
    public static string ArnOf(SimulatedAccount account, string text, string? qualifier)
    {
        var (_, arn, asked) = Read(account, text, qualifier);
        return asked is null ? arn : $"{arn}:{asked}";
    }

    private static (string Name, string Arn, string? Qualifier) Read(SimulatedAccount account, string text, string? qualifier)
    {
        if (Pattern().Match(text) is not { Success: true } match)
            throw Errors.Validation("functionName", text, "Member must be a function's name, name:qualifier, ACCOUNT:function:NAME or ARN");
        var name = match.Groups["name"].Value;
        var named = match.Groups["qualifier"] is { Success: true } group ? group.Value : null;
        if (named is not null && qualifier is not null && named != qualifier)
            throw Errors.Parameter("The derived qualifier from the function name does not match the specified qualifier.");
        var region = match.Groups["region"] is { Success: true } r ? r.Value : account.Region;
        var owner = match.Groups["account"] is { Success: true } a ? a.Value : account.AccountId;
        return (name, $"arn:aws:lambda:{region}:{owner}:function:{name}", named ?? qualifier);
    }

    [GeneratedRegex(
        @"^(arn:aws[a-zA-Z-]*:lambda:(?<region>[a-z0-9-]+):(?<account>\d{12}):function:|((?<account>\d{12}):)?(function:)?)(?<name>[a-zA-Z0-9-_]{1,64})(:(?<qualifier>\$LATEST|[a-zA-Z0-9-_]{1,128}))?$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
