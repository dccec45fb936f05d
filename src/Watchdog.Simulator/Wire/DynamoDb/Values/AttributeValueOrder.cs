using System.Text;

namespace Watchdog.Simulator.Wire.DynamoDb.Values;

/// <summary>The order of strings (by their UTF-8 bytes), numbers and byte strings; values of other or different types have none.</summary>
public sealed class AttributeValueOrder : IComparer<AttributeValue>
{
    public static AttributeValueOrder Instance { get; } = new();

    /// <summary>Null when the two cannot be compared.</summary>
    public static int? Compare(AttributeValue left, AttributeValue right) => (left, right) switch
    {
        (AttributeValue.Text l, AttributeValue.Text r) => Encoding.UTF8.GetBytes(l.Value).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(r.Value)),
        (AttributeValue.Number l, AttributeValue.Number r) => l.Value.CompareTo(r.Value),
        (AttributeValue.Binary l, AttributeValue.Binary r) => l.Value.Bytes.AsSpan().SequenceCompareTo(r.Value.Bytes.AsSpan()),
        _ => null,
    };

    int IComparer<AttributeValue>.Compare(AttributeValue? x, AttributeValue? y) =>
        Compare(x!, y!) ?? throw new InvalidOperationException($"{x!.Type} and {y!.Type} have no order; keys of one table have one type.");
}
