using System.Text.Json.Nodes;

namespace Watchdog.Simulator.Wire.DynamoDb;

/// <summary>An error that DynamoDB answers with, in its own words.</summary>
/// <param name="code">The shape's name, e.g. ConditionalCheckFailedException.</param>
public sealed class DynamoDbException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;

    /// <summary>Further members of the error: Item, CancellationReasons.</summary>
    public JsonObject Members { get; init; } = [];

    /// <summary>HTTP 400, or 500 for a fault of the service.</summary>
    public int Status { get; init; } = 400;

    public static DynamoDbException Validation(string message) => new("ValidationException", message);

    /// <summary>A member of the request that breaks a constraint of the API model.</summary>
    /// <param name="member">Its path as the service writes it, e.g. tableName.</param>
    public static DynamoDbException Constraint(string value, string member, string constraint) =>
        Validation($"1 validation error detected: Value {value} at '{member}' failed to satisfy constraint: {constraint}");
}
