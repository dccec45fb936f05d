using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Sns;

internal static class Errors
{
    public static AwsException Parameter(string message) => new("InvalidParameter", $"Invalid parameter: {message}");

    public static AwsException Missing(string parameter) => Parameter($"{parameter} is required");

    public static AwsException Value(string message) => new("ParameterValueInvalid", message);

    public static AwsException NoTopic() => new("NotFound", "Topic does not exist", 404);
}
