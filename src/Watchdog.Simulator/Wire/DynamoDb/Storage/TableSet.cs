namespace Watchdog.Simulator.Wire.DynamoDb;

/// <summary>The account's tables, with what all operations need. Whoever uses it holds <see cref="Gate"/>.</summary>
public sealed class TableSet(Func<DateTimeOffset> now, string region, string accountId, DynamoDbOptions options)
{
    public Lock Gate { get; } = new();

    public SortedDictionary<string, Table> Tables { get; } = new(StringComparer.Ordinal);

    public DynamoDbOptions Options { get; } = options;

    /// <summary>The account's time, not the machine's.</summary>
    public DateTimeOffset Now => now();

    /// <summary>Tokens of transactions that were carried out, with what they asked for and when.</summary>
    internal Dictionary<string, (string Request, DateTimeOffset At)> TransactionTokens { get; } = new(StringComparer.Ordinal);

    /// <param name="nameOrArn">Both are accepted wherever a table is named.</param>
    /// <exception cref="DynamoDbException">There is no such table.</exception>
    public Table Find(string nameOrArn, bool describe = false)
    {
        var name = nameOrArn[(nameOrArn.LastIndexOf(":table/", StringComparison.Ordinal) is var at and >= 0 ? at + ":table/".Length : 0)..];
        return Tables.GetValueOrDefault(name)
            ?? throw new DynamoDbException("ResourceNotFoundException", "Requested resource not found" + (describe ? $": Table: {name} not found" : ""));
    }

    /// <exception cref="DynamoDbException">A table of that name exists.</exception>
    public Table Create(string name, KeySchema schema)
    {
        if (Tables.ContainsKey(name))
            throw new DynamoDbException("ResourceInUseException", $"Table already exists: {name}");
        return Tables[name] = new Table(name, $"arn:aws:dynamodb:{region}:{accountId}:table/{name}", schema, Now);
    }
}
