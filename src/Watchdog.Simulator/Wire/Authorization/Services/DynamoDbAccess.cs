using Watchdog.Simulator.Wire.DynamoDb;
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
        ["GetItem"] = request => [OnItem("dynamodb:GetItem", request, request.Members)],
        ["PutItem"] = request => [OnItem("dynamodb:PutItem", request, request.Members)],
        ["UpdateItem"] = request => [OnItem("dynamodb:UpdateItem", request, request.Members)],
        ["DeleteItem"] = request => [OnItem("dynamodb:DeleteItem", request, request.Members)],
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
        select OnItem(ActionOf(kind), request, item.RequiredStructure(kind));

    /// <param name="ask">What names the table, and the item by its key or by all of it.</param>
    private static AccessCheck OnItem(string action, AccessRequest request, Input ask)
    {
        var table = ask.Required("TableName");
        var check = new AccessCheck(action, TableArn(request, table));
        var partition = (request.Service as DynamoDbService)?.PartitionKeyOf(table[(table.LastIndexOf('/') + 1)..]);
        var value = partition is null ? null : (ask.Structure("Key") ?? ask.Structure("Item"))?.Structure(partition);
        return (value?.String("S") ?? value?.String("N") ?? value?.String("B")) is { } leading
            ? check with { Context = ConditionKeys.Of(ConditionKeys.LeadingKeys, leading) }
            : check;
    }

    private static string ActionOf(string kind) => ActionsOfItems.TryGetValue(kind, out var action)
        ? action
        : throw new AwsException("ValidationException", $"TransactItems has {kind}; it can have {string.Join(", ", ActionsOfItems.Keys)}.");

    /// <summary>A table may be named by its ARN, too.</summary>
    private static string TableArn(AccessRequest request, string table) =>
        table.StartsWith("arn:", StringComparison.Ordinal) ? table : request.Arn("dynamodb", $"table/{table}");
}
