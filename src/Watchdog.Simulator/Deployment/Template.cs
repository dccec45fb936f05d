using System.Text.Json.Nodes;

namespace Watchdog.Simulator.Deployment;

/// <summary>A SAM template as it was written: its sections, nothing resolved yet.</summary>
public sealed class Template
{
    private static readonly string[] Sections =
        ["AWSTemplateFormatVersion", "Transform", "Description", "Metadata", "Parameters", "Conditions", "Globals", "Resources", "Outputs"];

    private Template(string fileName, JsonObject root)
    {
        FileName = fileName;
        Parameters = Section(root, "Parameters");
        Conditions = Section(root, "Conditions");
        Globals = Section(root, "Globals");
        Resources = Section(root, "Resources");
        Outputs = Section(root, "Outputs");
    }

    public string FileName { get; }

    internal JsonObject Parameters { get; }

    internal JsonObject Conditions { get; }

    internal JsonObject Globals { get; }

    internal JsonObject Resources { get; }

    internal JsonObject Outputs { get; }

    /// <param name="fileName">For error messages.</param>
    /// <exception cref="DeploymentException">The text is not a template.</exception>
    public static Template Parse(string yaml, string fileName)
    {
        var root = TemplateYaml.Read(yaml, fileName);
        foreach (var (section, _) in root)
        {
            if (!Sections.Contains(section))
                throw new DeploymentException($"{fileName}: the section {section} is not supported; supported are {string.Join(", ", Sections)}.");
        }

        var template = new Template(fileName, root);
        return template.Resources.Count > 0 ? template : throw new DeploymentException($"{fileName}: the template has no Resources.");
    }

    /// <exception cref="DeploymentException">The file is not there, or is not a template.</exception>
    public static Template Load(string path) => File.Exists(path)
        ? Parse(File.ReadAllText(path), Path.GetFileName(path))
        : throw new DeploymentException($"There is no template {path}.");

    private JsonObject Section(JsonObject root, string name) => root[name] switch
    {
        null => [],
        JsonObject section => section,
        _ => throw new DeploymentException($"{FileName}: {name} must be a mapping."),
    };
}
