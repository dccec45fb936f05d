using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Lambda;

internal static class Errors
{
    public static AwsException NotFound(string message) => new("ResourceNotFoundException", message, 404);

    public static AwsException Parameter(string message) => new("InvalidParameterValueException", message);

    /// <param name="constraint">E.g. "Member must have value greater than or equal to 2".</param>
    public static AwsException Validation(string member, string? value, string constraint) =>
        new("ValidationException", $"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: {constraint}");

    public static AwsException Missing(string member) => Validation(member, "null", "Member must not be null");

    /// <summary>The value, when it is from <paramref name="minimum"/> to <paramref name="maximum"/>.</summary>
    public static int InRange(string member, int value, int minimum, int maximum) =>
        value < minimum ? throw Validation(member, $"{value}", $"Member must have value greater than or equal to {minimum}")
        : value > maximum ? throw Validation(member, $"{value}", $"Member must have value less than or equal to {maximum}")
        : value;

    /// <summary>MaxItems of a list operation, at most <paramref name="page"/>.</summary>
    public static int PageSize(RestCall call, int page, int maximum)
    {
        if (call.Parameter("MaxItems") is not { } text)
            return page;
        if (!int.TryParse(text, out var asked))
            throw Validation("maxItems", text, "Member must be an integer");
        return Math.Min(InRange("maxItems", asked, 1, maximum), page);
    }

    public static AwsException Marker() => Parameter("Invalid pagination token: Marker is not one of this request.");
}
