using System.Text.Json;
using System.Text.Json.Nodes;
using Watchdog.Simulator.Wire.DynamoDb.Operations;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.DynamoDb;

/// <summary>DynamoDB over awsJson1.0: tables in memory, on the account's clock, with the service's expressions and errors.</summary>
public sealed class DynamoDbService : IWireService
{
    private const string TargetPrefix = "DynamoDB_20120810.";
    private const string ContentType = "application/x-amz-json-1.0";
    private readonly TableSet tables;
    private readonly Dictionary<string, Func<RequestBody, JsonObject>> operations;

    /// <param name="now">The account's time.</param>
    public DynamoDbService(Func<DateTimeOffset> now, string region, string accountId, DynamoDbOptions? options = null)
    {
        tables = new TableSet(now, region, accountId, options ?? new DynamoDbOptions());
        var table = new TableOperations(tables);
        var timeToLive = new TimeToLiveOperations(tables);
        var item = new ItemOperations(tables);
        var read = new ReadOperations(tables);
        var transaction = new TransactionOperations(tables);
        var batch = new BatchOperations(tables);
        operations = new(StringComparer.Ordinal)
        {
            ["CreateTable"] = table.Create,
            ["DescribeTable"] = table.Describe,
            ["DeleteTable"] = table.Delete,
            ["ListTables"] = table.List,
            ["UpdateTimeToLive"] = timeToLive.Update,
            ["DescribeTimeToLive"] = timeToLive.Describe,
            ["GetItem"] = item.Get,
            ["PutItem"] = item.Put,
            ["UpdateItem"] = item.Update,
            ["DeleteItem"] = item.Delete,
            ["Query"] = read.Query,
            ["Scan"] = read.Scan,
            ["TransactWriteItems"] = transaction.Write,
            ["TransactGetItems"] = transaction.Get,
            ["BatchGetItem"] = batch.Get,
            ["BatchWriteItem"] = batch.Write,
        };
    }

    public string SigningName => "dynamodb";

    public IReadOnlyCollection<string> Operations => operations.Keys;

    public string OperationOf(WireRequest request) => AwsJson.OperationOf(request);

    public WireResponse Refuse(WireRequest request, string operation, AwsException error) =>
        Answer(error.Status, Error(new DynamoDbException(error.Code, error.Message)), operation);

    /// <summary>Creates a table from inside the simulator, as CloudFormation would.</summary>
    /// <param name="timeToLiveAttribute">Null: none.</param>
    /// <exception cref="DynamoDbException">A table of that name exists.</exception>
    public void CreateTable(string name, KeySchema schema, string? timeToLiveAttribute)
    {
        lock (tables.Gate)
            tables.Create(name, schema).TimeToLiveAttribute = timeToLiveAttribute;
    }

    /// <summary>The attribute that a table is parted by; null: there is no such table.</summary>
    internal string? PartitionKeyOf(string table)
    {
        lock (tables.Gate)
            return tables.Tables.TryGetValue(table, out var found) ? found.Schema.Partition.Name : null;
    }

    public Task<WireResponse> HandleAsync(WireRequest request, CancellationToken cancellationToken)
    {
        var target = request.Headers.FirstOrDefault(h => h.Key.Equals("X-Amz-Target", StringComparison.OrdinalIgnoreCase)).Value.ToString();
        var operation = target.StartsWith(TargetPrefix, StringComparison.Ordinal) ? target[TargetPrefix.Length..] : "";
        try
        {
            return Task.FromResult(Answer(200, Run(operation, request.Body), operation));
        }
        catch (DynamoDbException e)
        {
            return Task.FromResult(Answer(e.Status, Error(e), operation));
        }
    }

    private JsonObject Run(string operation, ReadOnlyMemory<byte> body)
    {
        if (!operations.TryGetValue(operation, out var run))
            throw new DynamoDbException("UnknownOperationException", $"The operation '{operation}' is not served here");
        using var document = Parse(body);
        lock (tables.Gate)
            return run(new RequestBody(document.RootElement));
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
            document.Dispose();
        }
        catch (JsonException)
        {
            // Answered below, like JSON that is no object.
        }

        throw new DynamoDbException("SerializationException", "The request's body is not a JSON object");
    }

    private static JsonObject Error(DynamoDbException e)
    {
        // Only validation and the protocol's own errors come from the shared front end, whose shapes have another prefix and a lower-case member.
        var common = e.Code is "ValidationException" or "SerializationException" or "UnknownOperationException";
        var error = new JsonObject
        {
            ["__type"] = common ? $"com.amazon.coral.validate#{e.Code}" : $"com.amazonaws.dynamodb.v20120810#{e.Code}",
            [e.Code == "TransactionCanceledException" ? "Message" : "message"] = e.Message,
        };
        foreach (var (name, value) in e.Members)
            error[name] = value?.DeepClone();
        return error;
    }

    private static WireResponse Answer(int status, JsonObject body, string operation)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
        return new WireResponse(status, ContentType, bytes, operation, new Dictionary<string, string> { ["x-amz-crc32"] = Crc32.Of(bytes).ToString() });
    }
}
