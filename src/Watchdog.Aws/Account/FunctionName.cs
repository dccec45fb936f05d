using System.Diagnostics.CodeAnalysis;
using Watchdog.Core.Resources;

namespace Watchdog.Aws.Account;

/// <summary>Whom an ARN of a function means.</summary>
/// <param name="Qualifier">Version or alias; null is <c>$LATEST</c>, whether it is said or not.</param>
internal sealed record FunctionName(string Name, string? Qualifier)
{
    /// <summary>Of <c>function:name</c> or <c>function:name:qualifier</c>.</summary>
    public static bool TryParse(string? functionArn, [NotNullWhen(true)] out FunctionName? function)
    {
        var parts = Arn.TryParse(functionArn, out var arn) ? arn.Resource.Split(':') : [];
        function = parts switch
        {
            ["function", var name] => new(name, null),
            ["function", var name, "$LATEST"] => new(name, null),
            ["function", var name, var qualifier] => new(name, qualifier),
            _ => null,
        };
        return function is not null;
    }
}
