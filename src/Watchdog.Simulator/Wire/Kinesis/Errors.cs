using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Kinesis;

internal static class Errors
{
    public static AwsException NotFound(string stream, string account) =>
        new("ResourceNotFoundException", $"Stream {stream} under account {account} not found.");

    public static AwsException Argument(string message) => new("InvalidArgumentException", message);

    public static AwsException Token() => new("ExpiredNextTokenException", "The NextToken is not one of ListStreams.");

    public static AwsException Missing(string member) => Validation(member, "null", "Member must not be null");

    /// <param name="constraint">E.g. "Member must have value less than or equal to 10000".</param>
    public static AwsException Validation(string member, string value, string constraint) =>
        new("ValidationException", $"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: {constraint}");
}
