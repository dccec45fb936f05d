using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Tagging;

internal static class Errors
{
    public const string InvalidCode = "InvalidParameterException";

    public static AwsException Missing(string member) => Invalid($"{member} is required.");

    public static AwsException Invalid(string message) => new(InvalidCode, message);

    public static AwsException Token() => Invalid("The PaginationToken is not one of this request.");
}
