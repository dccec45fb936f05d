using System.Text.Json.Nodes;

namespace Watchdog.Simulator.Deployment;

/// <summary>A template with parameter values: its conditions decided, its references resolvable, its resources chosen.</summary>
internal sealed class StackResolver
{
    private readonly Template template;
    private readonly StackNames names;
    private readonly HashSet<string> deciding = new(StringComparer.Ordinal);

    /// <exception cref="DeploymentException">A parameter, a resource's type or its condition is not right.</exception>
    public StackResolver(Template template, IReadOnlyDictionary<string, string> overrides, StackNames names)
    {
        this.template = template;
        this.names = names;
        Parameters = ParameterValues.Of(template, overrides);
        Resources = [.. template.Resources.Select(Read).Where(r => r.Exists).Select(r => r.Resource)];
    }

    public IReadOnlyDictionary<string, string> Parameters { get; }

    /// <summary>Those whose condition holds, in the template's order; properties unresolved.</summary>
    public IReadOnlyList<TemplateResource> Resources { get; }

    /// <param name="section">Where it stands, e.g. Resources.QueueWatcher.</param>
    public Intrinsics At(string section) => new($"{template.FileName}: {section}", Reference, Attribute, Condition);

    public DeploymentException Error(string section, string message) => new($"{template.FileName}: {section}: {message}");

    private (TemplateResource Resource, bool Exists) Read(KeyValuePair<string, JsonNode?> entry)
    {
        var section = $"Resources.{entry.Key}";
        if (entry.Value is not JsonObject resource || resource["Type"]?.ToString() is not { } type)
            throw Error(section, "a resource needs a Type.");
        if (!ResourceTypes.Deployed.Contains(type) && !ResourceTypes.Ignored.Contains(type) && !type.StartsWith(ResourceTypes.CustomPrefix, StringComparison.Ordinal))
            throw Error(
                section,
                $"the type {type} is not supported; deployed are {string.Join(", ", ResourceTypes.Deployed)}; ignored are {ResourceTypes.CustomPrefix}*, {string.Join(", ", ResourceTypes.Ignored)}.");
        var exists = resource["Condition"]?.ToString() is not { } condition
            || (Condition(condition) ?? throw Error(section, $"the condition {condition} is not defined."));
        return (new TemplateResource(entry.Key, type, resource["Properties"] as JsonObject ?? []), exists);
    }

    private string? Reference(string name)
    {
        if (Parameters.TryGetValue(name, out var value) || (value = names.Pseudo(name)) is not null)
            return value;
        if (Find(name) is { } resource)
            return names.Reference(resource.Type, name, GivenName(resource));
        return RoleOwner(name) is { } function ? names.RoleArn(function)[(names.RoleArn(function).IndexOf('/', StringComparison.Ordinal) + 1)..] : null;
    }

    private string? Attribute(string id, string attribute)
    {
        if (Find(id) is { } resource)
            return names.Attribute(resource.Type, id, GivenName(resource), attribute);
        return attribute == "Arn" && RoleOwner(id) is { } function ? names.RoleArn(function) : null;
    }

    private bool? Condition(string name)
    {
        if (!template.Conditions.TryGetPropertyValue(name, out var node))
            return null;
        if (!deciding.Add(name))
            throw Error($"Conditions.{name}", "the condition depends on itself.");
        var truth = At($"Conditions.{name}").Truth(node);
        deciding.Remove(name);
        return truth;
    }

    private TemplateResource? Find(string logicalId) => Resources?.FirstOrDefault(r => r.LogicalId == logicalId);

    /// <summary>SAM makes a role called FunctionRole for each function; templates may refer to it.</summary>
    private string? RoleOwner(string logicalId) =>
        Resources?.FirstOrDefault(r => r.Type == ResourceTypes.Function && r.LogicalId + "Role" == logicalId)?.LogicalId;

    private string? GivenName(TemplateResource resource) =>
        At($"Resources.{resource.LogicalId}").Resolve(StackNames.GivenName(resource.Type, resource.Properties))?.ToString();
}

internal sealed record TemplateResource(string LogicalId, string Type, JsonObject Properties);
