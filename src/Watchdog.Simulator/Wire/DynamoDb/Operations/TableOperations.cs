using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Watchdog.Simulator.Wire.DynamoDb.Operations;

/// <summary>CreateTable, DescribeTable, DeleteTable, ListTables. A table is ACTIVE at once; secondary indexes and streams are not served.</summary>
internal sealed partial class TableOperations(TableSet tables)
{
    public JsonObject Create(RequestBody request)
    {
        var name = request.Text("TableName");
        if (!TableName().IsMatch(name))
            throw DynamoDbException.Validation(
                "TableName must be at least 3 characters long and at most 255 characters long, and may hold a-z, A-Z, 0-9, '_', '-' and '.'");
        request.Refuse("GlobalSecondaryIndexes", "LocalSecondaryIndexes", "StreamSpecification");
        if (request.Choice("BillingMode", "PROVISIONED", "PAY_PER_REQUEST") == "PROVISIONED" && request.Optional("ProvisionedThroughput") is null)
            throw DynamoDbException.Validation(
                "One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED");
        var table = tables.Create(name, ReadSchema(request));
        table.DeletionProtection = request.Flag("DeletionProtectionEnabled");
        return new JsonObject { ["TableDescription"] = Describe(table, "ACTIVE") };
    }

    public JsonObject Describe(RequestBody request) =>
        new() { ["Table"] = Describe(tables.Find(request.Text("TableName"), describe: true), "ACTIVE") };

    public JsonObject Delete(RequestBody request)
    {
        var table = tables.Find(request.Text("TableName"), describe: true);
        if (table.DeletionProtection)
            throw DynamoDbException.Validation($"Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.");
        tables.Tables.Remove(table.Name);
        return new JsonObject { ["TableDescription"] = Describe(table, "DELETING") };
    }

    public JsonObject List(RequestBody request)
    {
        var limit = request.OptionalPositive("Limit") ?? 100;
        var after = request.OptionalString("ExclusiveStartTableName");
        var names = tables.Tables.Keys.Where(n => after is null || string.CompareOrdinal(n, after) > 0).ToList();
        var response = new JsonObject { ["TableNames"] = new JsonArray([.. names.Take(limit).Select(n => (JsonNode)n)]) };
        if (names.Count > limit)
            response["LastEvaluatedTableName"] = names[limit - 1];
        return response;
    }

    private static KeySchema ReadSchema(RequestBody request)
    {
        var types = request.Objects("AttributeDefinitions")
            .ToDictionary(d => d.Text("AttributeName"), d => d.Choice("AttributeType", "S", "N", "B"), StringComparer.Ordinal);
        var keys = request.Objects("KeySchema").Select(k => (Name: k.Text("AttributeName"), Kind: k.Choice("KeyType", "HASH", "RANGE"))).ToList();
        if (keys.Count is < 1 or > 2 || keys[0].Kind != "HASH" || (keys.Count == 2 && (keys[1].Kind != "RANGE" || keys[0].Name == keys[1].Name)))
            throw DynamoDbException.Validation("Invalid KeySchema: The first KeySchemaElement is not a HASH key type, or the second is not a RANGE key of another name");
        if (types.Count != keys.Count || keys.Exists(k => !types.ContainsKey(k.Name)))
            throw DynamoDbException.Validation(
                "One or more parameter values were invalid: Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions");
        return new KeySchema(
            new KeyAttribute(keys[0].Name, types[keys[0].Name], 2048),
            keys.Count == 2 ? new KeyAttribute(keys[1].Name, types[keys[1].Name], 1024) : null);
    }

    private static JsonObject Describe(Table table, string status) => new()
    {
        ["TableName"] = table.Name,
        ["TableArn"] = table.Arn,
        ["TableStatus"] = status,
        ["CreationDateTime"] = table.CreatedAt.ToUnixTimeMilliseconds() / 1000.0,
        ["ItemCount"] = table.Count,
        ["TableSizeBytes"] = table.Bytes,
        ["BillingModeSummary"] = new JsonObject { ["BillingMode"] = "PAY_PER_REQUEST" },
        ["DeletionProtectionEnabled"] = table.DeletionProtection,
        ["AttributeDefinitions"] = new JsonArray(
            [.. table.Schema.Attributes.Select(a => new JsonObject { ["AttributeName"] = a.Name, ["AttributeType"] = a.Type })]),
        ["KeySchema"] = new JsonArray(
            [.. table.Schema.Attributes.Select((a, i) => new JsonObject { ["AttributeName"] = a.Name, ["KeyType"] = i == 0 ? "HASH" : "RANGE" })]),
    };

    [GeneratedRegex("^[a-zA-Z0-9_.-]{3,255}$")]
    private static partial Regex TableName();
}
