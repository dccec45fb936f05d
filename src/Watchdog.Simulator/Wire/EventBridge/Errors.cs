using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.EventBridge;

internal static class Errors
{
    public static AwsException NoRule(string name, string bus) => new("ResourceNotFoundException", $"Rule {name} does not exist on EventBus {bus}.");

    public static AwsException NoBus(string bus) => new("ResourceNotFoundException", $"Event bus {bus} does not exist.");

    public static AwsException Token() => new("ValidationException", "The NextToken is not one of ListTargetsByRule.");

    public static AwsException Missing(string member) => Validation(member, "null", "Member must not be null");

    /// <param name="constraint">E.g. "Member must have length less than or equal to 64".</param>
    public static AwsException Validation(string member, string value, string constraint) =>
        new("ValidationException", $"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: {constraint}");
}
