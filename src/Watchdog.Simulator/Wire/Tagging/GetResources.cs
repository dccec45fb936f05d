using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Tagging;

/// <summary>Resources by their tags. A resource without any is never listed.</summary>
internal sealed partial class GetResources(SimulatedAccount account, TaggingOptions options)
{
    private const int MostFilters = 50;
    private const int MostValues = 20;
    private const int MostArns = 100;
    private const int LargestPage = 100;

    public Output Run(Input input, WireRequest request)
    {
        var filters = Filters(input);
        var types = input.Strings("ResourceTypeFilters");
        if (types.FirstOrDefault(t => !TypeFilter().IsMatch(t)) is { } wrong)
            throw Errors.Invalid($"ResourceTypeFilters: '{wrong}' is not of the form service or service:type.");
        var arns = input.Strings("ResourceARNList");
        if (arns.Count > MostArns)
            throw Errors.Invalid($"ResourceARNList has {arns.Count} items, and at most {MostArns} are accepted.");
        if (arns.Count > 0 && (filters.Count > 0 || types.Count > 0))
            throw Errors.Invalid("ResourceARNList cannot be combined with TagFilters or ResourceTypeFilters.");
        var found = TaggableResources.Of(account)
            .Where(r => r.Tags.Count > 0)
            .Where(r => arns.Count == 0 || arns.Contains(r.Arn))
            .Where(r => types.Count == 0 || types.Any(t => r.Type == t || r.Type.StartsWith(t + ":", StringComparison.Ordinal)))
            .Where(r => filters.All(f => r.Tags.TryGetValue(f.Key, out var value) && (f.Values.Count == 0 || f.Values.Contains(value))))
            .ToList();
        var scope = $"GetResources {string.Join(' ', types)} {string.Join(' ', arns)} {string.Join('\n', filters.Select(f => $"{f.Key}={string.Join('|', f.Values)}"))}";
        var page = Page.Of(found, input.String("PaginationToken"), Size(input), scope, Errors.Token);
        return new JsonObject
        {
            // The last page has an empty token, not none.
            ["PaginationToken"] = page.Next ?? "",
            ["ResourceTagMappingList"] = new JsonArray([.. page.Items.Select(Describe)]),
        };
    }

    private int Size(Input input)
    {
        var (resources, tags) = (input.Integer("ResourcesPerPage"), input.Integer("TagsPerPage"));
        if (resources is not null && tags is not null)
            throw Errors.Invalid("ResourcesPerPage and TagsPerPage exclude each other.");
        if (resources is < 1 or > LargestPage)
            throw Errors.Invalid($"ResourcesPerPage is {resources}, and must be 1 to {LargestPage}.");
        if (tags is < 100 or > 500 || tags % 100 > 0)
            throw Errors.Invalid($"TagsPerPage is {tags}, and must be 100, 200, 300, 400 or 500.");
        return Math.Min(resources ?? LargestPage, options.ResourcesPerPage);
    }

    private static List<(string Key, IReadOnlyList<string> Values)> Filters(Input input)
    {
        var filters = input.Structures("TagFilters").Select(f => (Key: f.Required("Key"), Values: f.Strings("Values"))).ToList();
        if (filters.Count > MostFilters)
            throw Errors.Invalid($"TagFilters has {filters.Count} items, and at most {MostFilters} are accepted.");
        return filters.FirstOrDefault(f => f.Values.Count > MostValues) is { Key: { } key }
            ? throw Errors.Invalid($"The filter on {key} has more than {MostValues} values.")
            : filters;
    }

    private static JsonObject Describe(TaggableResource resource) => new()
    {
        ["ResourceARN"] = resource.Arn,
        ["Tags"] = new JsonArray([.. resource.Tags.Select(t => new JsonObject { ["Key"] = t.Key, ["Value"] = t.Value })]),
    };

    [GeneratedRegex("^[a-z0-9-]+(:[a-zA-Z0-9-]+)?$")]
    private static partial Regex TypeFilter();
}
