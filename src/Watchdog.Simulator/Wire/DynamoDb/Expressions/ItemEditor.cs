using Watchdog.Simulator.Wire.DynamoDb.Values;

namespace Watchdog.Simulator.Wire.DynamoDb.Expressions;

/// <summary>Items with one value put in or taken out.</summary>
internal static class ItemEditor
{
    /// <summary>An index past the end of a list appends to it.</summary>
    /// <exception cref="DynamoDbException">What the path goes through is not there, or is no map or list.</exception>
    public static AttributeValue.Map Set(AttributeValue.Map item, DocumentPath path, AttributeValue value) =>
        (AttributeValue.Map)Edit(item, path.Steps, 0, (container, step) => (container, step.Name) switch
        {
            (AttributeValue.Map map, { } name) => map with { Entries = map.Entries.SetItem(name, value) },
            (AttributeValue.List list, null) when step.Index < list.Elements.Count => list with { Elements = list.Elements.SetItem(step.Index, value) },
            (AttributeValue.List list, null) => list with { Elements = list.Elements.Add(value) },
            _ => throw InvalidPath(),
        });

    /// <summary>What is not there is not missed, as long as the path up to it is.</summary>
    public static AttributeValue.Map Remove(AttributeValue.Map item, DocumentPath path) =>
        (AttributeValue.Map)Edit(item, path.Steps, 0, (container, step) => (container, step.Name) switch
        {
            (AttributeValue.Map map, { } name) => map with { Entries = map.Entries.Remove(name) },
            (AttributeValue.List list, null) when step.Index < list.Elements.Count => list with { Elements = list.Elements.RemoveAt(step.Index) },
            (AttributeValue.List list, null) => list,
            _ => throw InvalidPath(),
        });

    private static AttributeValue Edit(AttributeValue container, IReadOnlyList<PathStep> steps, int at, Func<AttributeValue, PathStep, AttributeValue> last)
    {
        var step = steps[at];
        if (at == steps.Count - 1)
            return last(container, step);
        return (container, step.Name) switch
        {
            (AttributeValue.Map map, { } name) when map.Entries.TryGetValue(name, out var inner) =>
                map with { Entries = map.Entries.SetItem(name, Edit(inner, steps, at + 1, last)) },
            (AttributeValue.List list, null) when step.Index < list.Elements.Count =>
                list with { Elements = list.Elements.SetItem(step.Index, Edit(list.Elements[step.Index], steps, at + 1, last)) },
            _ => throw InvalidPath(),
        };
    }

    private static DynamoDbException InvalidPath() =>
        DynamoDbException.Validation("The document path provided in the update expression is invalid for update");
}
