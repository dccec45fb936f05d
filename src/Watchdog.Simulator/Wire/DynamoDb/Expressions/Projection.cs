using Watchdog.Simulator.Wire.DynamoDb.Values;

namespace Watchdog.Simulator.Wire.DynamoDb.Expressions;

/// <summary>The parts of an item that paths name, in the item's own shape; list elements move together.</summary>
public sealed record Projection(IReadOnlyList<DocumentPath> Paths)
{
    /// <exception cref="DynamoDbException">The expression is not valid.</exception>
    public static Projection Parse(string expression, Placeholders placeholders)
    {
        const string kind = "ProjectionExpression";
        var reader = new ExpressionReader(expression, kind, placeholders);
        List<DocumentPath> paths = [reader.Path()];
        while (reader.Accept(","))
            paths.Add(reader.Path());
        reader.ExpectEnd();
        DocumentPath.CheckDistinct(paths, kind);
        return new Projection(paths);
    }

    public AttributeValue.Map Of(AttributeValue.Map item) =>
        (AttributeValue.Map?)Part(item, Paths.Select(p => p.Steps).ToList(), 0) ?? AttributeValue.Map.Empty;

    private static AttributeValue? Part(AttributeValue value, List<IReadOnlyList<PathStep>> paths, int depth)
    {
        if (paths.Any(p => p.Count == depth))
            return value;
        var steps = paths.ToLookup(p => p[depth]);
        switch (value)
        {
            case AttributeValue.Map map:
                var entries = map.Entries
                    .Select(e => (e.Key, Part: Child(steps, new PathStep(e.Key, 0), e.Value, depth)))
                    .Where(e => e.Part is not null)
                    .Aggregate(map.Entries.Clear(), (all, e) => all.Add(e.Key, e.Part!));
                return entries.IsEmpty ? null : new AttributeValue.Map(entries);
            case AttributeValue.List list:
                var elements = list.Elements.Select((e, i) => Child(steps, new PathStep(null, i), e, depth)).OfType<AttributeValue>().ToList();
                return elements.Count == 0 ? null : new AttributeValue.List([.. elements]);
            default:
                return null;
        }
    }

    private static AttributeValue? Child(ILookup<PathStep, IReadOnlyList<PathStep>> steps, PathStep step, AttributeValue value, int depth) =>
        steps[step].ToList() is { Count: > 0 } paths ? Part(value, paths, depth + 1) : null;
}
