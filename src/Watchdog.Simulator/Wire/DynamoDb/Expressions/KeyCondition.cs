using Watchdog.Simulator.Wire.DynamoDb.Values;

namespace Watchdog.Simulator.Wire.DynamoDb.Expressions;

/// <summary>A query's key condition: the partition key's value, and a condition on the sort key.</summary>
/// <param name="Sort">Null: the whole partition.</param>
public sealed record KeyCondition(AttributeValue Partition, Condition? Sort)
{
    private const string Kind = "KeyConditionExpression";

    /// <exception cref="DynamoDbException">The expression is no key condition for the schema.</exception>
    public static KeyCondition Parse(string expression, KeySchema schema, Placeholders placeholders)
    {
        AttributeValue? partition = null;
        Condition? sort = null;
        foreach (var condition in Conjuncts(ConditionParser.Parse(expression, Kind, placeholders)))
        {
            var attribute = KeyAttribute(condition);
            if (attribute == schema.Partition.Name)
            {
                if (partition is not null)
                    throw Invalid("KeyConditionExpressions must only contain one condition per key");
                partition = condition is Condition.Comparison { Operator: "=", Right: Operand.Literal literal } ? literal.Value : throw NotSupported();
                schema.Partition.CheckConditionType(partition);
            }
            else if (attribute == schema.Sort?.Name)
            {
                if (sort is not null)
                    throw Invalid("KeyConditionExpressions must only contain one condition per key");
                sort = condition;
                foreach (var literal in Literals(condition))
                    schema.Sort.CheckConditionType(literal);
            }
            else
            {
                throw DynamoDbException.Validation($"Query condition missed key schema element: {(partition is null ? schema.Partition.Name : schema.Sort?.Name)}");
            }
        }

        return partition is null
            ? throw DynamoDbException.Validation($"Query condition missed key schema element: {schema.Partition.Name}")
            : new KeyCondition(partition, sort);
    }

    private static IEnumerable<Condition> Conjuncts(Condition condition) => condition switch
    {
        Condition.And and => Conjuncts(and.Left).Concat(Conjuncts(and.Right)),
        Condition.Or => throw Invalid("Invalid operator used in KeyConditionExpression: OR"),
        Condition.Not => throw Invalid("Invalid operator used in KeyConditionExpression: NOT"),
        Condition.In => throw Invalid("Invalid operator used in KeyConditionExpression: IN"),
        Condition.Comparison { Operator: "<>" } => throw Invalid("Invalid operator used in KeyConditionExpression: <>"),
        Condition.Exists => throw Invalid("Invalid operator used in KeyConditionExpression: attribute_exists"),
        Condition.HasType => throw Invalid("Invalid operator used in KeyConditionExpression: attribute_type"),
        Condition.Contains => throw Invalid("Invalid operator used in KeyConditionExpression: contains"),
        _ => [condition],
    };

    private static string KeyAttribute(Condition condition)
    {
        var operand = condition switch
        {
            Condition.Comparison c => c.Left,
            Condition.Between b => b.Value,
            Condition.BeginsWith b => b.Value,
            _ => throw NotSupported(),
        };
        return operand is Operand.Path { Document.IsAttribute: true } path && Literals(condition).Any()
            ? path.Document.Attribute
            : throw NotSupported();
    }

    private static IEnumerable<AttributeValue> Literals(Condition condition) => (condition switch
    {
        Condition.Comparison c => [c.Right],
        Condition.Between b => [b.Lower, b.Upper],
        Condition.BeginsWith b => new[] { b.Prefix },
        _ => [],
    }).Select(o => o is Operand.Literal literal ? literal.Value : throw NotSupported());

    private static DynamoDbException Invalid(string message) => DynamoDbException.Validation(
        message.StartsWith("Invalid", StringComparison.Ordinal) ? message : $"Invalid {Kind}: {message}");

    private static DynamoDbException NotSupported() => DynamoDbException.Validation("Query key condition not supported");
}
