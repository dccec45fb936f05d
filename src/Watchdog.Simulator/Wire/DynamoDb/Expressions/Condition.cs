using Watchdog.Simulator.Wire.DynamoDb.Values;

namespace Watchdog.Simulator.Wire.DynamoDb.Expressions;

/// <summary>A condition, key condition or filter. What cannot be compared (no such attribute, another type) makes a comparison false, never an error.</summary>
public abstract record Condition
{
    private Condition()
    {
    }

    /// <param name="item">Empty when there is no item.</param>
    public abstract bool Holds(AttributeValue.Map item);

    /// <summary>All paths that the condition reads.</summary>
    public abstract IEnumerable<DocumentPath> Paths { get; }

    private static IEnumerable<DocumentPath> PathsOf(params IEnumerable<Operand> operands) => operands.SelectMany<Operand, DocumentPath>(o => o switch
    {
        Operand.Path p => [p.Document],
        Operand.Size s => [s.Document],
        _ => [],
    });

    public sealed record Comparison(string Operator, Operand Left, Operand Right) : Condition
    {
        public override IEnumerable<DocumentPath> Paths => PathsOf(Left, Right);

        public override bool Holds(AttributeValue.Map item)
        {
            var left = Left.Resolve(item);
            var right = Right.Resolve(item);
            // A missing attribute differs from every value: that is what makes "#state <> :open" hold for an item that is not there.
            if (Operator == "<>")
                return left != right;
            if (left is null || right is null)
                return false;
            if (Operator == "=")
                return left == right;
            return AttributeValueOrder.Compare(left, right) is { } order && Operator switch
            {
                "<" => order < 0,
                "<=" => order <= 0,
                ">" => order > 0,
                _ => order >= 0,
            };
        }
    }

    public sealed record Between(Operand Value, Operand Lower, Operand Upper) : Condition
    {
        public override IEnumerable<DocumentPath> Paths => PathsOf(Value, Lower, Upper);

        public override bool Holds(AttributeValue.Map item) =>
            new Comparison(">=", Value, Lower).Holds(item) && new Comparison("<=", Value, Upper).Holds(item);
    }

    public sealed record In(Operand Value, IReadOnlyList<Operand> Among) : Condition
    {
        public override IEnumerable<DocumentPath> Paths => PathsOf([Value, .. Among]);

        public override bool Holds(AttributeValue.Map item) => Value.Resolve(item) is { } value && Among.Any(a => value == a.Resolve(item));
    }

    public sealed record And(Condition Left, Condition Right) : Condition
    {
        public override IEnumerable<DocumentPath> Paths => Left.Paths.Concat(Right.Paths);

        public override bool Holds(AttributeValue.Map item) => Left.Holds(item) && Right.Holds(item);
    }

    public sealed record Or(Condition Left, Condition Right) : Condition
    {
        public override IEnumerable<DocumentPath> Paths => Left.Paths.Concat(Right.Paths);

        public override bool Holds(AttributeValue.Map item) => Left.Holds(item) || Right.Holds(item);
    }

    public sealed record Not(Condition Inner) : Condition
    {
        public override IEnumerable<DocumentPath> Paths => Inner.Paths;

        public override bool Holds(AttributeValue.Map item) => !Inner.Holds(item);
    }

    public sealed record Exists(DocumentPath Path) : Condition
    {
        public override IEnumerable<DocumentPath> Paths => [Path];

        public override bool Holds(AttributeValue.Map item) => Path.Find(item) is not null;
    }

    public sealed record HasType(DocumentPath Path, string Type) : Condition
    {
        public override IEnumerable<DocumentPath> Paths => [Path];

        public override bool Holds(AttributeValue.Map item) => Path.Find(item)?.Type == Type;
    }

    public sealed record BeginsWith(Operand Value, Operand Prefix) : Condition
    {
        public override IEnumerable<DocumentPath> Paths => PathsOf(Value, Prefix);

        public override bool Holds(AttributeValue.Map item) => (Value.Resolve(item), Prefix.Resolve(item)) switch
        {
            (AttributeValue.Text value, AttributeValue.Text prefix) => value.Value.StartsWith(prefix.Value, StringComparison.Ordinal),
            (AttributeValue.Binary value, AttributeValue.Binary prefix) => value.Value.Bytes.AsSpan().StartsWith(prefix.Value.Bytes.AsSpan()),
            _ => false,
        };
    }

    public sealed record Contains(Operand Value, Operand Element) : Condition
    {
        public override IEnumerable<DocumentPath> Paths => PathsOf(Value, Element);

        public override bool Holds(AttributeValue.Map item) => (Value.Resolve(item), Element.Resolve(item)) switch
        {
            (AttributeValue.Text value, AttributeValue.Text part) => value.Value.Contains(part.Value, StringComparison.Ordinal),
            (AttributeValue.Binary value, AttributeValue.Binary part) => value.Value.Bytes.AsSpan().IndexOf(part.Value.Bytes.AsSpan()) >= 0,
            (AttributeValue.Set set, { } element) => set.Elements.Contains(element),
            (AttributeValue.List list, { } element) => list.Elements.Contains(element),
            _ => false,
        };
    }
}
