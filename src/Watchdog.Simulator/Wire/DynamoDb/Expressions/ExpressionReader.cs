namespace Watchdog.Simulator.Wire.DynamoDb.Expressions;

/// <summary>A cursor over an expression's tokens, with what all kinds of expression have in common: paths, values, errors.</summary>
public sealed class ExpressionReader
{
    private readonly string expression;
    private readonly IReadOnlyList<Token> tokens;
    private readonly Placeholders placeholders;
    private int at;

    /// <param name="kind">The request's member that holds the expression, e.g. ConditionExpression.</param>
    public ExpressionReader(string expression, string kind, Placeholders placeholders)
    {
        this.expression = expression;
        this.placeholders = placeholders;
        Kind = kind;
        if (string.IsNullOrWhiteSpace(expression))
            throw Error("The expression can not be empty;");
        tokens = Tokenizer.Read(expression, kind);
    }

    public string Kind { get; }

    public Token Current => tokens[at];

    public Token Following => tokens[Math.Min(at + 1, tokens.Count - 1)];

    public Token Take() => Current.Kind == TokenKind.End ? throw SyntaxError() : tokens[at++];

    public bool Accept(string symbol)
    {
        var found = Current.Is(symbol);
        at += found ? 1 : 0;
        return found;
    }

    public bool AcceptKeyword(string keyword)
    {
        var found = Current.IsKeyword(keyword);
        at += found ? 1 : 0;
        return found;
    }

    public void Expect(string symbol)
    {
        if (!Accept(symbol))
            throw SyntaxError();
    }

    public void ExpectEnd()
    {
        if (Current.Kind != TokenKind.End)
            throw SyntaxError();
    }

    /// <summary>Whether a function call begins here.</summary>
    public bool AtFunction => Current.Kind == TokenKind.Word && Following.Is("(");

    /// <summary>A path or a value.</summary>
    public Operand PathOrValue()
    {
        if (Current.Kind != TokenKind.Value)
            return new Operand.Path(Path());
        var placeholder = Take().Text;
        return new Operand.Literal(placeholder, placeholders.Value(placeholder, Kind));
    }

    public Operand.Literal Value() => PathOrValue() as Operand.Literal ?? throw SyntaxError();

    public DocumentPath Path()
    {
        List<PathStep> steps = [new(AttributeName(), 0)];
        while (true)
        {
            if (Accept("."))
            {
                steps.Add(new PathStep(AttributeName(), 0));
            }
            else if (Accept("["))
            {
                if (Current.Kind != TokenKind.Number || !int.TryParse(Current.Text, out var index))
                    throw SyntaxError();
                Take();
                steps.Add(new PathStep(null, index));
                Expect("]");
            }
            else
            {
                return new DocumentPath(steps);
            }
        }
    }

    public DynamoDbException Error(string message) => DynamoDbException.Validation($"Invalid {Kind}: {message}");

    /// <summary>The token at the cursor does not fit; the error shows it with its neighbours.</summary>
    public DynamoDbException SyntaxError()
    {
        var from = tokens[Math.Max(0, at - 1)].Start;
        var to = tokens[Math.Min(at + 1, tokens.Count - 1)].End;
        return Error($"Syntax error; token: \"{Current.Text}\", near: \"{expression[from..Math.Max(from, to)]}\"");
    }

    private string AttributeName()
    {
        if (Current.Kind == TokenKind.Name)
            return placeholders.Name(Take().Text, Kind);
        if (Current.Kind != TokenKind.Word)
            throw SyntaxError();
        if (ReservedWords.Contains(Current.Text))
            throw Error($"Attribute name is a reserved keyword; reserved keyword: {Current.Text}");
        return Take().Text;
    }
}
