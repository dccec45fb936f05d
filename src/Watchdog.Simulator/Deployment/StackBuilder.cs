using System.Text.Json.Nodes;
using Watchdog.Simulator.Wire.DynamoDb;

namespace Watchdog.Simulator.Deployment;

/// <summary>Works out what a template deploys.</summary>
public static class StackBuilder
{
    /// <param name="overrides">Parameter values that replace defaults.</param>
    /// <exception cref="DeploymentException">The template or the parameters are not right.</exception>
    public static Stack Build(Template template, string stackName, IReadOnlyDictionary<string, string> overrides, string region, string accountId)
    {
        var names = new StackNames(stackName, region, accountId);
        var resolver = new StackResolver(template, overrides, names);
        var defaults = FunctionDefaults(template, resolver);
        List<StackFunction> functions = [];
        List<StackSchedule> schedules = [];
        List<StackTable> tables = [];
        List<StackTopic> topics = [];
        foreach (var (logicalId, type, raw) in resolver.Resources)
        {
            var section = $"Resources.{logicalId}";
            var properties = (JsonObject)resolver.At(section).Resolve(raw)!;
            var reader = new PropertyReader(properties, (key, message) => resolver.Error($"{section}.Properties{key}", message));
            switch (type)
            {
                case ResourceTypes.Function:
                    var function = new ServerlessFunction(logicalId, stackName, reader.Over(defaults), names);
                    functions.Add(function.Read());
                    schedules.AddRange(function.Schedules());
                    break;
                case ResourceTypes.Table:
                    tables.Add(ReadTable(logicalId, names.Name(logicalId, reader.Text("TableName")), reader));
                    break;
                case ResourceTypes.Topic:
                    var topic = names.Name(logicalId, reader.Text("TopicName"));
                    topics.Add(new StackTopic(logicalId, topic, names.TopicArn(topic)));
                    break;
            }
        }

        foreach (var (name, output) in template.Outputs)
            resolver.At($"Outputs.{name}").Resolve(output?["Value"]);
        return new Stack(stackName, resolver.Parameters, functions, schedules, tables, topics);
    }

    private static JsonObject FunctionDefaults(Template template, StackResolver resolver)
    {
        if (template.Globals.FirstOrDefault(g => g.Key != "Function") is { Key: { } other })
            throw resolver.Error($"Globals.{other}", "only Globals.Function is supported.");
        return resolver.At("Globals.Function").Resolve(template.Globals["Function"]) as JsonObject ?? [];
    }

    private static StackTable ReadTable(string logicalId, string name, PropertyReader properties)
    {
        if (properties.Has("GlobalSecondaryIndexes") || properties.Has("LocalSecondaryIndexes"))
            throw properties.Error("", "secondary indexes are not supported.");
        var types = properties.Each("AttributeDefinitions")
            .ToDictionary(d => d.Required("AttributeName"), d => d.Required("AttributeType"), StringComparer.Ordinal);
        List<KeyAttribute> keys = [.. properties.Each("KeySchema").Select((k, i) => new KeyAttribute(
            k.Required("AttributeName"),
            types.GetValueOrDefault(k.Required("AttributeName")) ?? throw k.Error(".AttributeName", "the attribute is not in AttributeDefinitions."),
            i == 0 ? 2048 : 1024))];
        if (keys.Count is < 1 or > 2)
            throw properties.Error(".KeySchema", "a key has one or two attributes.");
        var timeToLive = properties.Nested("TimeToLiveSpecification") is { } ttl && ttl.Text("Enabled") == "true" ? ttl.Required("AttributeName") : null;
        return new StackTable(logicalId, name, new KeySchema(keys[0], keys.Count == 2 ? keys[1] : null), timeToLive);
    }
}
