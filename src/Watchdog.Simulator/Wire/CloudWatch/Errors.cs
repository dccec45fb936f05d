using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.CloudWatch;

/// <summary>CloudWatch's errors: the shape's name in JSON, an older code in query/XML.</summary>
internal static class Errors
{
    public static AwsException Missing(string parameter) =>
        new("MissingRequiredParameterException", $"The parameter {parameter} is required.", queryCode: "MissingParameter");

    public static AwsException Value(string parameter, string why) =>
        new("InvalidParameterValueException", $"The value for parameter {parameter} is invalid: {why}.", queryCode: "InvalidParameterValue");

    public static AwsException Combination(string message) =>
        new("InvalidParameterCombinationException", message, queryCode: "InvalidParameterCombination");

    public static AwsException Validation(string message) => new("ValidationError", message);

    public static AwsException LimitExceeded(string message) => new("LimitExceededFault", message, queryCode: "LimitExceeded");

    public static AwsException NotFound(string message) => new("ResourceNotFound", message, 404);

    public static AwsException NextToken() => new("InvalidNextToken", "The NextToken is not one of this request.");
}
