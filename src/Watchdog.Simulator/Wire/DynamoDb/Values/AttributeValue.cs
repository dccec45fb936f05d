using System.Collections.Immutable;
using System.Text;

namespace Watchdog.Simulator.Wire.DynamoDb.Values;

/// <summary>One DynamoDB value. Immutable, so that a transaction can build what an item would become and then keep it or drop it.</summary>
public abstract record AttributeValue
{
    private AttributeValue()
    {
    }

    /// <summary>The type's letters on the wire: S, N, B, BOOL, NULL, M, L, SS, NS, BS.</summary>
    public abstract string Type { get; }

    /// <summary>Bytes that the value takes in an item, by the documented rules.</summary>
    public abstract int Size { get; }

    public sealed record Text(string Value) : AttributeValue
    {
        public override string Type => "S";

        public override int Size => Encoding.UTF8.GetByteCount(Value);
    }

    public sealed record Number(DynamoNumber Value) : AttributeValue
    {
        public override string Type => "N";

        public override int Size => Value.Size;
    }

    public sealed record Binary(BinaryData Value) : AttributeValue
    {
        public override string Type => "B";

        public override int Size => Value.Bytes.Length;
    }

    public sealed record Boolean(bool Value) : AttributeValue
    {
        public override string Type => "BOOL";

        public override int Size => 1;
    }

    public sealed record Null : AttributeValue
    {
        public override string Type => "NULL";

        public override int Size => 1;
    }

    public sealed record Map(ImmutableSortedDictionary<string, AttributeValue> Entries) : AttributeValue
    {
        public static Map Empty { get; } = new(ImmutableSortedDictionary.Create<string, AttributeValue>(StringComparer.Ordinal));

        public override string Type => "M";

        public override int Size => 3 + Entries.Sum(e => 1 + Encoding.UTF8.GetByteCount(e.Key) + e.Value.Size);

        public bool Equals(Map? other) => other is not null && Entries.SequenceEqual(other.Entries);

        public override int GetHashCode() => Entries.Count;
    }

    public sealed record List(ImmutableList<AttributeValue> Elements) : AttributeValue
    {
        public override string Type => "L";

        public override int Size => 3 + Elements.Sum(e => 1 + e.Size);

        public bool Equals(List? other) => other is not null && Elements.SequenceEqual(other.Elements);

        public override int GetHashCode() => Elements.Count;
    }

    /// <summary>A set of strings, numbers or byte strings.</summary>
    /// <param name="ElementType">S, N or B.</param>
    /// <param name="Elements">At least one, none twice, in the order in which they came.</param>
    public sealed record Set(string ElementType, ImmutableList<AttributeValue> Elements) : AttributeValue
    {
        public override string Type => ElementType + "S";

        public override int Size => Elements.Sum(e => e.Size);

        public bool Equals(Set? other) =>
            other is not null && ElementType == other.ElementType && Elements.Count == other.Elements.Count && Elements.All(other.Elements.Contains);

        public override int GetHashCode() => Elements.Count;
    }
}

/// <summary>A byte string, equal and ordered by its bytes.</summary>
public readonly record struct BinaryData(ImmutableArray<byte> Bytes)
{
    public bool Equals(BinaryData other) => Bytes.AsSpan().SequenceEqual(other.Bytes.AsSpan());

    public override int GetHashCode() => Bytes.Length;

    public override string ToString() => Convert.ToBase64String(Bytes.AsSpan());
}
