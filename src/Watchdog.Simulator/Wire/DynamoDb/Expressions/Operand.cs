using Watchdog.Simulator.Wire.DynamoDb.Values;

namespace Watchdog.Simulator.Wire.DynamoDb.Expressions;

/// <summary>What a condition compares.</summary>
public abstract record Operand
{
    private Operand()
    {
    }

    /// <summary>Its value for the item, or null when the item has none.</summary>
    public abstract AttributeValue? Resolve(AttributeValue.Map item);

    public sealed record Path(DocumentPath Document) : Operand
    {
        public override AttributeValue? Resolve(AttributeValue.Map item) => Document.Find(item);

        public override string ToString() => Document.ToString();
    }

    public sealed record Literal(string Placeholder, AttributeValue Value) : Operand
    {
        public override AttributeValue? Resolve(AttributeValue.Map item) => Value;

        /// <summary>As DynamoDB's errors show a value.</summary>
        public override string ToString() => $"AttributeValue: {{{Value.Type}:{AttributeValueJson.Write(Value).First().Value}}}";
    }

    /// <summary>size(path): characters, bytes or elements.</summary>
    public sealed record Size(DocumentPath Document) : Operand
    {
        public override AttributeValue? Resolve(AttributeValue.Map item)
        {
            int? size = Document.Find(item) switch
            {
                AttributeValue.Text t => t.Value.Length,
                AttributeValue.Binary b => b.Value.Bytes.Length,
                AttributeValue.Map m => m.Entries.Count,
                AttributeValue.List l => l.Elements.Count,
                AttributeValue.Set s => s.Elements.Count,
                _ => null,
            };
            return size is { } count ? new AttributeValue.Number(DynamoNumber.Parse(count.ToString())) : null;
        }

        public override string ToString() => $"size({Document})";
    }
}
