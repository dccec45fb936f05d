using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Watchdog.Simulator.Deployment;

/// <summary>
/// A template's YAML as JSON, with the short forms of intrinsic functions (!Ref, !Sub, …) written out. Every scalar becomes a string, as
/// CloudFormation compares and joins them; an empty plain one becomes null.
/// </summary>
internal static class TemplateYaml
{
    /// <exception cref="DeploymentException">The text is not a YAML mapping.</exception>
    public static JsonObject Read(string yaml, string fileName)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            return stream.Documents is [{ RootNode: YamlMappingNode root }]
                ? (JsonObject)Convert(root)!
                : throw new DeploymentException($"{fileName}: a template is one YAML mapping.");
        }
        catch (YamlException e)
        {
            throw new DeploymentException($"{fileName}:{e.Start.Line}: {e.Message}");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // The parser's answer to some malformed flow mappings, and JSON's to a key that stands twice.
            throw new DeploymentException($"{fileName}: the file is no valid YAML: {e.Message}");
        }
    }

    private static JsonNode? Convert(YamlNode node)
    {
        var value = Plain(node);
        if (node.Tag.IsEmpty || !node.Tag.IsLocal)
            return value;
        var name = node.Tag.Value[1..];
        return name switch
        {
            "Ref" or "Condition" => new JsonObject { [name] = value },
            "GetAtt" when value is JsonValue text => new JsonObject { ["Fn::GetAtt"] = Split(text.GetValue<string>()) },
            _ => new JsonObject { [$"Fn::{name}"] = value },
        };
    }

    private static JsonNode? Plain(YamlNode node)
    {
        switch (node)
        {
            case YamlMappingNode mapping:
                var result = new JsonObject();
                foreach (var (key, value) in mapping.Children)
                    result.Add((key as YamlScalarNode)?.Value ?? throw new YamlException(key.Start, key.End, "A key must be a string."), Convert(value));
                return result;
            case YamlSequenceNode sequence:
                return new JsonArray([.. sequence.Children.Select(Convert)]);
            case YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" }:
                return null;
            case YamlScalarNode { Style: ScalarStyle.Plain, Value: "True" or "TRUE" or "False" or "FALSE" } boolean:
                return boolean.Value!.ToLowerInvariant();
            default:
                return ((YamlScalarNode)node).Value;
        }
    }

    /// <summary>A logical id and an attribute, which may itself have dots.</summary>
    private static JsonArray Split(string text)
    {
        var parts = text.Split('.', 2);
        return parts.Length == 2 ? [parts[0], parts[1]] : [parts[0]];
    }
}
