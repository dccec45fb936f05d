using Watchdog.Simulator.Wire.DynamoDb.Values;

namespace Watchdog.Simulator.Wire.DynamoDb.Expressions;

/// <summary>One step of a path: a name in a map or an index in a list.</summary>
/// <param name="Name">Null for an index.</param>
public readonly record struct PathStep(string? Name, int Index)
{
    public override string ToString() => Name ?? $"[{Index}]";
}

/// <summary>Where a value stands in an item: an attribute's name, then names and indexes.</summary>
public sealed record DocumentPath(IReadOnlyList<PathStep> Steps)
{
    /// <summary>The attribute of the item that the path begins with.</summary>
    public string Attribute => Steps[0].Name!;

    public bool IsAttribute => Steps.Count == 1;

    /// <summary>The value at the path, or null when there is none.</summary>
    public AttributeValue? Find(AttributeValue.Map item)
    {
        AttributeValue? value = item;
        foreach (var step in Steps)
        {
            value = (value, step.Name) switch
            {
                (AttributeValue.Map map, { } name) => map.Entries.GetValueOrDefault(name),
                (AttributeValue.List list, null) when step.Index < list.Elements.Count => list.Elements[step.Index],
                _ => null,
            };
        }

        return value;
    }

    /// <summary>Refuses paths of which one is, or lies within, another; or that want one value to be a map and a list.</summary>
    public static void CheckDistinct(IReadOnlyList<DocumentPath> paths, string kind)
    {
        for (var i = 0; i < paths.Count; i++)
        {
            for (var j = i + 1; j < paths.Count; j++)
            {
                if (paths[i].Collision(paths[j]) is { } how)
                    throw DynamoDbException.Validation(
                        $"Invalid {kind}: Two document paths {how} with each other; must remove or rewrite one of these paths; path one: {paths[i]}, path two: {paths[j]}");
            }
        }
    }

    public override string ToString() => $"[{string.Join(", ", Steps)}]";

    private string? Collision(DocumentPath other)
    {
        var shared = Math.Min(Steps.Count, other.Steps.Count);
        for (var i = 0; i < shared; i++)
        {
            if (Steps[i] != other.Steps[i])
                return Steps[i].Name is null == other.Steps[i].Name is null ? null : "conflict";
        }

        return "overlap";
    }
}
