using System.Reflection;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Infrastructure.Tests.Support;
using Watchdog.Functions.Hosting;
using YamlDotNet.RepresentationModel;

namespace Infrastructure.Tests;

/// <summary>The template against the code that it deploys: what the executable answers to, is sent and reads.</summary>
public sealed class HandlerTests
{
    [Fact]
    public void Each_function_selects_a_handler_that_the_executable_has_and_each_handler_is_deployed() => Assert.Equal(
        Handlers.Keys.Order(StringComparer.Ordinal),
        Template.Functions.Select(f => Template.Map(f.Resource, "Properties", "Environment", "Variables")["ANNOTATIONS_HANDLER"].ToString()).Order(StringComparer.Ordinal));

    [Fact]
    public void A_handler_of_scheduled_events_has_a_schedule_and_no_other_has_an_event() => Assert.All(Template.Functions, f =>
    {
        var takes = Handlers[f.Id].GetParameters()[0].ParameterType;
        var events = f.Resource["Properties"] is YamlMappingNode properties && properties.Children.TryGetValue("Events", out var some)
            ? ((YamlMappingNode)some).Children.Values.Select(e => e["Type"].ToString())
            : [];
        Assert.Equal(takes == typeof(ScheduledEvent) ? ["Schedule"] : [], events);
    });

    [Fact]
    public void The_template_sets_the_variables_that_the_settings_read_and_no_others()
    {
        var read = new HashSet<string>();
        // With nothing set it reads all of them before it says what is missing.
        Assert.Throws<InvalidOperationException>(() => Settings.Read(name =>
        {
            read.Add(name);
            return null;
        }));

        var set = VariablesOf(Template.Root["Globals"]["Function"]).Concat(Template.Functions.SelectMany(f => VariablesOf(f.Resource["Properties"])));
        Assert.Equal(
            read.Where(IsOurs).Order(StringComparer.Ordinal),
            set.Where(IsOurs).Distinct().Order(StringComparer.Ordinal));
        Assert.True(read.All(n => IsOurs(n) || n.StartsWith("AWS_", StringComparison.Ordinal)), string.Join(", ", read));
    }

    private static Dictionary<string, MethodInfo> Handlers { get; } = typeof(Settings).Assembly.GetTypes()
        .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(m => m.CustomAttributes.Any(a => a.AttributeType.Name == "LambdaFunctionAttribute"))
        .ToDictionary(m => m.Name);

    private static bool IsOurs(string variable) => variable.StartsWith("WATCHDOG_", StringComparison.Ordinal);

    private static IEnumerable<string> VariablesOf(YamlNode function) => Template.Map(function, "Environment", "Variables").Children.Keys.Select(k => k.ToString());
}
