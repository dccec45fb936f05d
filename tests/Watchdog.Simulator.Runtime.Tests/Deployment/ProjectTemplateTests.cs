using Watchdog.Simulator.Deployment;

namespace Watchdog.Simulator.Runtime.Tests.Deployment;

/// <summary>The template that users deploy.</summary>
public sealed class ProjectTemplateTests
{
    [Fact]
    public void The_template_of_the_project_deploys_into_the_simulated_account()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "template.yaml")))
            folder = folder.Parent;
        var template = Template.Load(Path.Combine(Assert.IsType<DirectoryInfo>(folder).FullName, "template.yaml"));

        var stack = StackBuilder.Build(template, "watchdog", new Dictionary<string, string> { ["BreakerMode"] = "trip" }, "us-east-1", "123456789012");

        Assert.Equal(stack.Functions.Select(f => $"watchdog-{f.LogicalId}"), stack.Functions.Select(f => f.Name));
        Assert.All(stack.Functions, f => Assert.Equal(f.LogicalId, f.Environment["ANNOTATIONS_HANDLER"]));
        var breaker = stack.Function("CircuitBreaker");
        Assert.Equal("trip", breaker.Environment["WATCHDOG_BREAKER_MODE"]);
        Assert.Equal(breaker.Name, breaker.Environment["WATCHDOG_BREAKER_FUNCTION"]);
        Assert.Equal(Assert.Single(stack.Tables).Name, breaker.Environment["WATCHDOG_TABLE"]);
        Assert.Equal(Assert.Single(stack.Topics).Arn, breaker.Environment["WATCHDOG_TOPIC_ARN"]);
        Assert.All(["QueueWatcher", "FunctionWatcher", "RecursionWatcher"], id => Assert.Contains(stack.Schedules, s => s.FunctionName == stack.Function(id).Name && s.EveryMinutes == 1));
        Assert.Contains(stack.Schedules, s => s.FunctionName == stack.Function("ConfigurationWatcher").Name && s.EveryMinutes == 15);
    }
}
