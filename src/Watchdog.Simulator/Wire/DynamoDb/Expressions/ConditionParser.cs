using Watchdog.Simulator.Wire.DynamoDb.Values;

namespace Watchdog.Simulator.Wire.DynamoDb.Expressions;

/// <summary>
/// Recursive descent over
/// <code>
/// or      := and (OR and)*
/// and     := not (AND not)*
/// not     := NOT not | primary
/// primary := '(' or ')' | function | operand comparator operand | operand BETWEEN operand AND operand | operand IN '(' operand, … ')'
/// </code>
/// with the checks that DynamoDB makes before it looks at any item.
/// </summary>
public sealed class ConditionParser
{
    private const int MaximumInOperands = 100;
    private static readonly string[] Comparators = ["=", "<>", "<", "<=", ">", ">="];
    private readonly ExpressionReader reader;
    private readonly ConditionFunctions functions;
    private Condition? lastInParentheses;

    private ConditionParser(ExpressionReader reader)
    {
        this.reader = reader;
        functions = new ConditionFunctions(reader);
    }

    /// <exception cref="DynamoDbException">The expression is not valid.</exception>
    public static Condition Parse(string expression, string kind, Placeholders placeholders)
    {
        var parser = new ConditionParser(new ExpressionReader(expression, kind, placeholders));
        var condition = parser.Or();
        parser.reader.ExpectEnd();
        return condition;
    }

    private Condition Or()
    {
        var condition = And();
        while (reader.AcceptKeyword("OR"))
            condition = new Condition.Or(condition, And());
        return condition;
    }

    private Condition And()
    {
        var condition = Not();
        while (reader.AcceptKeyword("AND"))
            condition = new Condition.And(condition, Not());
        return condition;
    }

    private Condition Not() => reader.AcceptKeyword("NOT") ? new Condition.Not(Not()) : Primary();

    private Condition Primary()
    {
        if (reader.Accept("("))
        {
            var inner = Or();
            reader.Expect(")");
            if (ReferenceEquals(inner, lastInParentheses))
                throw reader.Error("The expression has redundant parentheses;");
            return lastInParentheses = inner;
        }

        if (reader.AtFunction && functions.Condition() is { } condition)
            return condition;
        var left = functions.Operand();
        if (reader.AcceptKeyword("BETWEEN"))
            return Between(left);
        if (reader.AcceptKeyword("IN"))
            return In(left);
        if (!Comparators.Any(reader.Current.Is))
            throw reader.SyntaxError();
        return Compare(left, reader.Take().Text, functions.Operand());
    }

    private Condition.Comparison Compare(Operand left, string comparator, Operand right)
    {
        if (left == right || (left is Operand.Path && left.ToString() == right.ToString()))
            throw reader.Error(
                $"The first operand must be distinct from the remaining operands for this operator or function; operator: {comparator}, first operand: {left}");
        if (comparator is not ("=" or "<>"))
        {
            CheckOrdered(left, comparator);
            CheckOrdered(right, comparator);
        }

        return new Condition.Comparison(comparator, left, right);
    }

    private Condition.Between Between(Operand value)
    {
        var lower = functions.Operand();
        if (!reader.AcceptKeyword("AND"))
            throw reader.SyntaxError();
        var upper = functions.Operand();
        foreach (var operand in new[] { value, lower, upper })
            CheckOrdered(operand, "BETWEEN");
        if (lower is Operand.Literal l && upper is Operand.Literal u)
        {
            var bounds = $"lower bound operand: {l}, upper bound operand: {u}";
            if (l.Value.Type != u.Value.Type)
                throw reader.Error($"The BETWEEN operator requires same data type for lower and upper bounds; {bounds}");
            if (AttributeValueOrder.Compare(l.Value, u.Value) > 0)
                throw reader.Error($"The BETWEEN operator requires upper bound to be greater than or equal to lower bound; {bounds}");
        }

        return new Condition.Between(value, lower, upper);
    }

    private Condition.In In(Operand value)
    {
        reader.Expect("(");
        List<Operand> among = [functions.Operand()];
        while (reader.Accept(","))
            among.Add(functions.Operand());
        reader.Expect(")");
        if (among.Count > MaximumInOperands)
            throw reader.Error($"The IN operator is provided with too many operands; number of operands: {among.Count}");
        return new Condition.In(value, among);
    }

    private void CheckOrdered(Operand operand, string name)
    {
        if (operand is Operand.Literal { Value.Type: not ("S" or "N" or "B") } literal)
            throw reader.Error($"Incorrect operand type for operator or function; operator or function: {name}, operand type: {literal.Value.Type}");
    }
}
