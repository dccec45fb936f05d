using System.Text.Json.Nodes;
using Watchdog.Simulator.Account;

namespace Watchdog.Simulator.Wire.Lambda;

/// <summary>A function as a qualifier means it.</summary>
/// <param name="Qualifier">As it was asked for, a version's number or an alias; null for the function itself.</param>
/// <param name="Version">Null is $LATEST. Of an alias the one that gets what its weights leave.</param>
internal sealed record Qualified(SimulatedFunction Function, string? Qualifier, SimulatedVersion? Version)
{
    /// <exception cref="Protocols.AwsException">There is no such function, version or alias.</exception>
    public static Qualified Resolve(SimulatedAccount account, string text, string? qualifier)
    {
        var (function, asked) = FunctionName.Resolve(account, text, qualifier);
        return Find(function, asked) ?? throw Errors.NotFound($"Function not found: {function.Arn}:{asked}");
    }

    public static Qualified Unqualified(SimulatedFunction function) => new(function, null, null);

    /// <summary>$LATEST and what has been published, the oldest first.</summary>
    public static IEnumerable<Qualified> AllVersions(SimulatedFunction function) =>
        [new(function, "$LATEST", null), .. function.Versions.Select(v => new Qualified(function, $"{v.Number}", v))];

    public JsonObject Describe(string endpoint, bool listed) => FunctionDescription.Of(Function, endpoint, listed, Version, Qualifier);

    private static Qualified? Find(SimulatedFunction function, string? qualifier)
    {
        if (qualifier is null)
            return Unqualified(function);
        var number = function.Aliases.TryGetValue(qualifier, out var alias) ? alias.Version : qualifier;
        var version = function.Versions.FirstOrDefault(v => $"{v.Number}" == number);
        // An alias may point to $LATEST, too.
        return version is null && alias is null ? null : new Qualified(function, qualifier, version);
    }
}
