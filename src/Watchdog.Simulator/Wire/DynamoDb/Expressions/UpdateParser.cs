using Watchdog.Simulator.Wire.DynamoDb.Values;

namespace Watchdog.Simulator.Wire.DynamoDb.Expressions;

/// <summary>
/// Parses SET path = value, …, REMOVE path, …, ADD path :value, …, DELETE path :value, …; each section at most once, in any order.
/// <code>
/// value := term | term '+' term | term '-' term
/// term  := path | :value | if_not_exists '(' path, value ')' | list_append '(' value, value ')'
/// </code>
/// </summary>
public sealed class UpdateParser
{
    private const string Kind = "UpdateExpression";
    private static readonly string[] Sections = ["SET", "REMOVE", "ADD", "DELETE"];
    private readonly ExpressionReader reader;

    private UpdateParser(ExpressionReader reader) => this.reader = reader;

    /// <exception cref="DynamoDbException">The expression is not valid.</exception>
    public static UpdateExpression Parse(string expression, Placeholders placeholders) =>
        new UpdateParser(new ExpressionReader(expression, Kind, placeholders)).Update();

    private UpdateExpression Update()
    {
        List<UpdateExpression.Assignment> sets = [];
        List<DocumentPath> removes = [];
        List<UpdateExpression.Change> adds = [];
        List<UpdateExpression.Change> deletes = [];
        HashSet<string> seen = [];
        while (reader.Current.Kind != TokenKind.End)
        {
            var section = Sections.FirstOrDefault(reader.Current.IsKeyword) ?? throw reader.SyntaxError();
            if (!seen.Add(section))
                throw reader.Error($"The \"{section}\" section can only be used once in an update expression;");
            reader.Take();
            do
            {
                switch (section)
                {
                    case "SET": sets.Add(Assignment()); break;
                    case "REMOVE": removes.Add(reader.Path()); break;
                    case "ADD": adds.Add(Change("ADD", "N", "SS", "NS", "BS")); break;
                    default: deletes.Add(Change("DELETE", "SS", "NS", "BS")); break;
                }
            }
            while (reader.Accept(","));
        }

        var update = new UpdateExpression(sets, removes, adds, deletes);
        DocumentPath.CheckDistinct(update.Paths, Kind);
        return update;
    }

    private UpdateExpression.Assignment Assignment()
    {
        var path = reader.Path();
        reader.Expect("=");
        return new UpdateExpression.Assignment(path, Value());
    }

    private UpdateExpression.Change Change(string section, params ReadOnlySpan<string> types)
    {
        var path = reader.Path();
        var value = reader.Value().Value;
        return types.Contains(value.Type)
            ? new UpdateExpression.Change(path, value)
            : throw WrongType(section, value);
    }

    private UpdateValue Value()
    {
        var left = Term();
        if (!reader.Current.Is("+") && !reader.Current.Is("-"))
            return left;
        var sign = reader.Take().Text;
        var right = Term();
        foreach (var side in new[] { left, right })
        {
            if (side is UpdateValue.Plain { Operand: Operand.Literal { Value: not AttributeValue.Number } literal })
                throw WrongType(sign, literal.Value);
        }

        return new UpdateValue.Sum(left, sign, right);
    }

    private UpdateValue Term()
    {
        if (!reader.AtFunction)
            return new UpdateValue.Plain(reader.PathOrValue());
        var name = reader.Take().Text;
        reader.Expect("(");
        UpdateValue result;
        switch (name)
        {
            case "if_not_exists":
                if (reader.Current.Kind == TokenKind.Value)
                    throw reader.Error("Operator or function requires a document path; operator or function: if_not_exists");
                var path = reader.Path();
                reader.Expect(",");
                result = new UpdateValue.IfNotExists(path, Value());
                break;
            case "list_append":
                var first = ListTerm();
                reader.Expect(",");
                result = new UpdateValue.ListAppend(first, ListTerm());
                break;
            default:
                throw reader.Error($"Invalid function name; function: {name}");
        }

        reader.Expect(")");
        return result;
    }

    private UpdateValue ListTerm()
    {
        var term = Term();
        return term is UpdateValue.Plain { Operand: Operand.Literal { Value: not AttributeValue.List } literal }
            ? throw WrongType("list_append", literal.Value)
            : term;
    }

    private DynamoDbException WrongType(string name, AttributeValue value) =>
        reader.Error($"Incorrect operand type for operator or function; operator or function: {name}, operand type: {TypeName(value)}");

    // ADD and DELETE name the type in full, as the service does; the others use its letters.
    private static string TypeName(AttributeValue value) => value switch
    {
        AttributeValue.Text => "STRING",
        AttributeValue.Number => "NUMBER",
        AttributeValue.Binary => "BINARY",
        AttributeValue.Boolean => "BOOLEAN",
        AttributeValue.Map => "MAP",
        AttributeValue.List => "LIST",
        _ => value.Type,
    };
}
