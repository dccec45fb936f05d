using System.Collections.Immutable;
using Watchdog.Simulator.Wire.DynamoDb.Values;

namespace Watchdog.Simulator.Wire.DynamoDb.Expressions;

/// <summary>
/// A parsed update. All values are taken from the item as it was; then SET, ADD and DELETE are carried out, and last REMOVE from the
/// highest list index down, so that every index means the list as it was.
/// </summary>
public sealed record UpdateExpression(
    IReadOnlyList<UpdateExpression.Assignment> Sets,
    IReadOnlyList<DocumentPath> Removes,
    IReadOnlyList<UpdateExpression.Change> Adds,
    IReadOnlyList<UpdateExpression.Change> Deletes)
{
    public sealed record Assignment(DocumentPath Path, UpdateValue Value);

    public sealed record Change(DocumentPath Path, AttributeValue Value);

    public IReadOnlyList<DocumentPath> Paths => [.. Sets.Select(s => s.Path), .. Removes, .. Adds.Select(a => a.Path), .. Deletes.Select(d => d.Path)];

    /// <exception cref="DynamoDbException">A path or operand does not fit the item.</exception>
    public AttributeValue.Map Apply(AttributeValue.Map item)
    {
        var values = Sets.Select(s => (s.Path, Value: s.Value.Evaluate(item))).OrderBy(s => s.Path.Steps[^1].Index).ToList();
        var result = item;
        foreach (var (path, value) in values)
            result = ItemEditor.Set(result, path, value);
        foreach (var add in Adds)
            result = ItemEditor.Set(result, add.Path, Added(add.Path.Find(item), add.Value));
        foreach (var delete in Deletes)
            result = Without(result, delete);
        foreach (var path in Removes.OrderByDescending(p => p.Steps[^1].Index))
            result = ItemEditor.Remove(result, path);
        return result;
    }

    private static AttributeValue Added(AttributeValue? current, AttributeValue value) => (current, value) switch
    {
        (null, _) => value,
        (AttributeValue.Number n, AttributeValue.Number by) => new AttributeValue.Number(n.Value + by.Value),
        (AttributeValue.Set s, AttributeValue.Set more) when s.ElementType == more.ElementType =>
            s with { Elements = s.Elements.AddRange(more.Elements.Where(e => !s.Elements.Contains(e))) },
        _ => throw UpdateValue.WrongType(),
    };

    private static AttributeValue.Map Without(AttributeValue.Map item, Change delete)
    {
        if (delete.Path.Find(item) is not { } current)
            return item;
        if (current is not AttributeValue.Set set || delete.Value is not AttributeValue.Set less || set.ElementType != less.ElementType)
            throw UpdateValue.WrongType();
        ImmutableList<AttributeValue> left = [.. set.Elements.Where(e => !less.Elements.Contains(e))];
        // There is no empty set: one that loses its last element is gone.
        return left.IsEmpty ? ItemEditor.Remove(item, delete.Path) : ItemEditor.Set(item, delete.Path, set with { Elements = left });
    }
}
