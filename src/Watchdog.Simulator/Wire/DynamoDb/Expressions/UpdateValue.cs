using Watchdog.Simulator.Wire.DynamoDb.Values;

namespace Watchdog.Simulator.Wire.DynamoDb.Expressions;

/// <summary>The right-hand side of a SET.</summary>
public abstract record UpdateValue
{
    private UpdateValue()
    {
    }

    /// <param name="item">The item before the update.</param>
    public abstract AttributeValue Evaluate(AttributeValue.Map item);

    internal static DynamoDbException WrongType() =>
        DynamoDbException.Validation("An operand in the update expression has an incorrect data type");

    public sealed record Plain(Operand Operand) : UpdateValue
    {
        public override AttributeValue Evaluate(AttributeValue.Map item) => Operand.Resolve(item)
            ?? throw DynamoDbException.Validation("The provided expression refers to an attribute that does not exist in the item");
    }

    public sealed record IfNotExists(DocumentPath Path, UpdateValue Otherwise) : UpdateValue
    {
        public override AttributeValue Evaluate(AttributeValue.Map item) => Path.Find(item) ?? Otherwise.Evaluate(item);
    }

    public sealed record ListAppend(UpdateValue First, UpdateValue Second) : UpdateValue
    {
        public override AttributeValue Evaluate(AttributeValue.Map item) => (First.Evaluate(item), Second.Evaluate(item)) switch
        {
            (AttributeValue.List first, AttributeValue.List second) => new AttributeValue.List(first.Elements.AddRange(second.Elements)),
            _ => throw WrongType(),
        };
    }

    public sealed record Sum(UpdateValue Left, string Operator, UpdateValue Right) : UpdateValue
    {
        public override AttributeValue Evaluate(AttributeValue.Map item) => (Left.Evaluate(item), Right.Evaluate(item)) switch
        {
            (AttributeValue.Number l, AttributeValue.Number r) => new AttributeValue.Number(Operator == "+" ? l.Value + r.Value : l.Value - r.Value),
            _ => throw WrongType(),
        };
    }
}
