using System.Text.Json.Nodes;
using Infrastructure.Tests.Support;

namespace Infrastructure.Tests;

public sealed class SamConfigTests
{
    /// <summary>The options of the AWS SAM CLI's commands that the file may use, and what each takes.</summary>
    private static readonly Dictionary<string, Dictionary<string, Type>> s_options = new()
    {
        ["global"] = new() { ["stack_name"] = typeof(string) },
        ["build"] = new() { ["build_in_source"] = typeof(bool), ["cached"] = typeof(bool), ["parallel"] = typeof(bool) },
        ["validate"] = new() { ["lint"] = typeof(bool) },
        ["deploy"] = new()
        {
            ["capabilities"] = typeof(string),
            ["resolve_s3"] = typeof(bool),
            ["confirm_changeset"] = typeof(bool),
            ["fail_on_empty_changeset"] = typeof(bool),
            ["no_progressbar"] = typeof(bool),
            ["on_failure"] = typeof(string),
            ["parameter_overrides"] = typeof(string),
        },
        ["delete"] = new() { ["no_prompts"] = typeof(bool) },
    };

    [Fact]
    public async Task Every_option_is_one_that_its_command_has()
    {
        foreach (var (profile, commands) in await ProfilesAsync())
            foreach (var (command, section) in commands!.AsObject())
                foreach (var (option, value) in section!["parameters"]!.AsObject())
                {
                    Assert.True(s_options.TryGetValue(command, out var options) && options.ContainsKey(option), $"{profile}.{command}.{option}");
                    Assert.Equal(options[option] == typeof(bool), value!.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False);
                }
    }

    [Fact]
    public async Task A_person_is_asked_before_anything_changes_and_a_pipeline_is_not()
    {
        var profiles = await ProfilesAsync();
        Assert.True((bool)profiles["default"]!["deploy"]!["parameters"]!["confirm_changeset"]!);
        Assert.False((bool)profiles["ci"]!["deploy"]!["parameters"]!["confirm_changeset"]!);
        Assert.All(profiles, p =>
        {
            Assert.True((bool)p.Value!["build"]!["parameters"]!["build_in_source"]!);
            Assert.Equal("CAPABILITY_IAM", (string?)p.Value["deploy"]!["parameters"]!["capabilities"]);
        });
    }

    [Fact]
    public async Task Parameters_that_are_set_exist_in_the_template_and_take_the_value()
    {
        var overrides = (await ProfilesAsync()).Select(p => (string?)p.Value!["deploy"]!["parameters"]!["parameter_overrides"]).OfType<string>().ToList();
        Assert.NotEmpty(overrides);
        var parameters = Template.Map(Template.Root, "Parameters");
        Assert.All(overrides.SelectMany(o => o.Split(' ')).Select(o => o.Split('=', 2)), o =>
        {
            Assert.True(parameters.Children.TryGetValue(o[0], out var parameter), o[0]);
            if (((YamlDotNet.RepresentationModel.YamlMappingNode)parameter).Children.TryGetValue("AllowedValues", out var allowed))
                Assert.Contains(o[1], ((YamlDotNet.RepresentationModel.YamlSequenceNode)allowed).Select(a => a.ToString()));
        });
    }

    private static async Task<JsonObject> ProfilesAsync()
    {
        var (exitCode, output) = await Tool.RunAsync(
            "python3", "-c", "import json, sys, tomllib; json.dump(tomllib.load(open(sys.argv[1], 'rb')), sys.stdout)", "samconfig.toml");
        Assert.True(exitCode == 0, output);
        var config = (JsonObject)JsonNode.Parse(output)!;
        Assert.Equal(0.1, (double)config["version"]!);
        config.Remove("version");
        return config;
    }
}
