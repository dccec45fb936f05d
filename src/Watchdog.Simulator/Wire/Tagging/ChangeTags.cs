using System.Text.Json.Nodes;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Tagging;

/// <summary>Tags and untags resources of whatever kind. One that there is none of is told in the answer, and does not keep the others from it.</summary>
internal sealed class ChangeTags(SimulatedAccount account)
{
    private const int MostArns = 20;
    private const int MostTags = 50;
    private const int LongestKey = 128;
    private const int LongestValue = 256;

    public Output Tag(Input input, WireRequest request)
    {
        var given = input.RequiredStructure("Tags");
        var tags = given.Names.ToDictionary(name => CheckedKey(name), name => given.String(name)!, StringComparer.Ordinal);
        if (tags.Count is 0 or > MostTags)
            throw Errors.Invalid($"Tags has {tags.Count} items, and must have 1 to {MostTags}.");
        if (tags.FirstOrDefault(t => t.Value.Length > LongestValue) is { Key: { } key })
            throw Errors.Invalid($"The value of the tag {key} has more than {LongestValue} characters.");
        return Change(input, resource =>
        {
            foreach (var (name, value) in tags)
                resource[name] = value;
        });
    }

    public Output Untag(Input input, WireRequest request)
    {
        var keys = input.Strings("TagKeys").Select(CheckedKey).ToList();
        if (keys.Count is 0 or > MostTags)
            throw Errors.Invalid($"TagKeys has {keys.Count} items, and must have 1 to {MostTags}.");
        return Change(input, resource => keys.ForEach(k => resource.Remove(k)));
    }

    private JsonObject Change(Input input, Action<SortedDictionary<string, string>> change)
    {
        var arns = input.Strings("ResourceARNList");
        if (arns.Count is 0 or > MostArns)
            throw Errors.Invalid($"ResourceARNList has {arns.Count} items, and must have 1 to {MostArns}.");
        var resources = TaggableResources.Of(account).ToDictionary(r => r.Arn, StringComparer.Ordinal);
        var failed = new JsonObject();
        foreach (var arn in arns.Distinct(StringComparer.Ordinal))
        {
            if (resources.TryGetValue(arn, out var resource))
                change(resource.Tags);
            else
                failed[arn] = new JsonObject { ["StatusCode"] = 400, ["ErrorCode"] = Errors.InvalidCode, ["ErrorMessage"] = $"There is no function, queue, stream or table {arn}." };
        }
        return new JsonObject { ["FailedResourcesMap"] = failed };
    }

    private static string CheckedKey(string key)
    {
        if (key.Length is 0 or > LongestKey)
            throw Errors.Invalid($"A tag's key has 1 to {LongestKey} characters, and '{key}' has not.");
        return key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase) ? throw Errors.Invalid($"Tags that begin with aws: are AWS's own, and '{key}' does.") : key;
    }
}
