namespace Watchdog.Simulator.Wire.DynamoDb.Expressions;

/// <summary>The functions of conditions: attribute_exists, attribute_not_exists, attribute_type, begins_with, contains, and size as an operand.</summary>
internal sealed class ConditionFunctions(ExpressionReader reader)
{
    private static readonly string[] Types = ["B", "NULL", "SS", "BOOL", "L", "BS", "N", "NS", "S", "M"];

    /// <summary>The function at the cursor as a condition; null when it is size, which is an operand of a comparison.</summary>
    public Condition? Condition() => reader.Current.Text switch
    {
        "size" => null,
        "attribute_exists" => new Condition.Exists(Path("attribute_exists", Arguments(1)[0])),
        "attribute_not_exists" => new Condition.Not(new Condition.Exists(Path("attribute_not_exists", Arguments(1)[0]))),
        "attribute_type" => AttributeType(Arguments(2)),
        "begins_with" => BeginsWith(Arguments(2)),
        "contains" => Contains(Arguments(2)),
        var name => throw reader.Error($"Invalid function name; function: {name}"),
    };

    /// <summary>A path, a value or size(path).</summary>
    public Operand Operand()
    {
        if (!reader.AtFunction)
            return reader.PathOrValue();
        if (reader.Current.Text != "size")
            throw reader.Error(reader.Current.Text is "attribute_exists" or "attribute_not_exists" or "attribute_type" or "begins_with" or "contains"
                ? $"The function is not allowed to be used this way in an expression; function: {reader.Current.Text}"
                : $"Invalid function name; function: {reader.Current.Text}");
        return new Operand.Size(Path("size", Arguments(1)[0]));
    }

    private List<Operand> Arguments(int count)
    {
        var name = reader.Take().Text;
        reader.Expect("(");
        List<Operand> arguments = [Operand()];
        while (reader.Accept(","))
            arguments.Add(Operand());
        reader.Expect(")");
        return arguments.Count == count
            ? arguments
            : throw reader.Error(
                $"Incorrect number of operands for operator or function; operator or function: {name}, number of operands: {arguments.Count}");
    }

    private DocumentPath Path(string function, Operand operand) => operand is Operand.Path path
        ? path.Document
        : throw reader.Error($"Operator or function requires a document path; operator or function: {function}");

    private Condition.HasType AttributeType(List<Operand> arguments)
    {
        if (arguments[1] is not Operand.Literal literal)
            throw reader.SyntaxError();
        if (literal.Value is not Values.AttributeValue.Text type)
            throw WrongType("attribute_type", literal);
        return Types.Contains(type.Value)
            ? new Condition.HasType(Path("attribute_type", arguments[0]), type.Value)
            : throw reader.Error($"Invalid attribute type name found; type: {type.Value}, valid types: {{{string.Join(",", Types)}}}");
    }

    private Condition.BeginsWith BeginsWith(List<Operand> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument is Operand.Literal { Value.Type: not ("S" or "B") } literal)
                throw WrongType("begins_with", literal);
        }

        Distinct("begins_with", arguments);
        return new Condition.BeginsWith(arguments[0], arguments[1]);
    }

    private Condition.Contains Contains(List<Operand> arguments)
    {
        Distinct("contains", arguments);
        return new Condition.Contains(arguments[0], arguments[1]);
    }

    private void Distinct(string function, List<Operand> arguments)
    {
        if (arguments[0].ToString() == arguments[1].ToString())
            throw reader.Error(
                $"The first operand must be distinct from the remaining operands for this operator or function; operator: {function}, first operand: {arguments[0]}");
    }

    private DynamoDbException WrongType(string function, Operand.Literal literal) =>
        reader.Error($"Incorrect operand type for operator or function; operator or function: {function}, operand type: {literal.Value.Type}");
}
