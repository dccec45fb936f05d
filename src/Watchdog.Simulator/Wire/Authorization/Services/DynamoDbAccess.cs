using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Authorization.Services;

/// <summary>Amazon DynamoDB. A transaction needs what its items would need by themselves, a batch an action of its own on each table.</summary>
internal static class DynamoDbAccess
{
    public static IReadOnlyDictionary<string, Access> Table { get; } = new Dictionary<string, Access>(StringComparer.Ordinal)
    {
        ["CreateTable"] = OnTable("dynamodb:CreateTable"),
        ["DescribeTable"] = OnTable("dynamodb:DescribeTable"),
        ["DeleteTable"] = OnTable("dynamodb:DeleteTable"),
        ["ListTables"] = Accesses.Everything("dynamodb:ListTables"),
        ["UpdateTimeToLive"] = OnTable("dynamodb:UpdateTimeToLive"),
        ["DescribeTimeToLive"] = OnTable("dynamodb:DescribeTimeToLive"),
        ["GetItem"] = OnTable("dynamodb:GetItem"),
        ["PutItem"] = OnTable("dynamodb:PutItem"),
        ["UpdateItem"] = OnTable("dynamodb:UpdateItem"),
        ["DeleteItem"] = OnTable("dynamodb:DeleteItem"),
        ["Query"] = OnTableOrIndex("dynamodb:Query"),
        ["Scan"] = OnTableOrIndex("dynamodb:Scan"),
        ["BatchGetItem"] = OnTablesOfBatch("dynamodb:BatchGetItem"),
        ["BatchWriteItem"] = OnTablesOfBatch("dynamodb:BatchWriteItem"),
        ["TransactGetItems"] = OnItems,
        ["TransactWriteItems"] = OnItems,
    };

    /// <summary>By the member of a transaction's item.</summary>
    private static readonly Dictionary<string, string> ActionsOfItems = new(StringComparer.Ordinal)
    {
        ["Get"] = "dynamodb:GetItem",
        ["Put"] = "dynamodb:PutItem",
        ["Update"] = "dynamodb:UpdateItem",
        ["Delete"] = "dynamodb:DeleteItem",
        ["ConditionCheck"] = "dynamodb:ConditionCheckItem",
    };

    private static Access OnTable(string action) => Accesses.On(action, r => TableArn(r, r.Members.Required("TableName")));

    private static Access OnTableOrIndex(string action) => Accesses.On(
        action, r => TableArn(r, r.Members.Required("TableName")) + (r.Members.String("IndexName") is { } index ? $"/index/{index}" : ""));

    private static Access OnTablesOfBatch(string action) => request =>
        request.Members.RequiredStructure("RequestItems").Names.Select(table => new AccessCheck(action, TableArn(request, table)));

    private static IEnumerable<AccessCheck> OnItems(AccessRequest request) =>
        from item in request.Members.Structures("TransactItems")
        from kind in item.Names
        select new AccessCheck(ActionOf(kind), TableArn(request, item.RequiredStructure(kind).Required("TableName")));

    private static string ActionOf(string kind) => ActionsOfItems.TryGetValue(kind, out var action)
        ? action
        : throw new AwsException("ValidationException", $"TransactItems has {kind}; it can have {string.Join(", ", ActionsOfItems.Keys)}.");

    /// <summary>A table may be named by its ARN, too.</summary>
    private static string TableArn(AccessRequest request, string table) =>
        table.StartsWith("arn:", StringComparison.Ordinal) ? table : request.Arn("dynamodb", $"table/{table}");
}
