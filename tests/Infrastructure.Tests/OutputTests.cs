using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infrastructure.Tests.Support;

namespace Infrastructure.Tests;

public sealed partial class OutputTests
{
    private static readonly Dictionary<string, string> s_events = new()
    {
        ["StatusCommand"] = "status",
        ["HistoryCommand"] = "history",
        ["ContainCommand"] = "contain",
        ["TripCommand"] = "trip",
        ["ProbeCommand"] = "probe",
        ["EscalateCommand"] = "escalate",
        ["ResetCommand"] = "reset",
        ["ResetForceCommand"] = "reset-force",
        ["ResetAllCommand"] = "reset-all",
        ["ResetAllForceCommand"] = "reset-all-force",
        ["ReconcileCommand"] = "reconcile",
    };

    [Fact]
    public void Each_command_for_the_breaker_sends_what_the_event_file_of_its_action_has()
    {
        var commands = Template.Map(Template.Root, "Outputs").Children
            .Select(o => (Name: o.Key.ToString(), Payload: Payload().Match(o.Value["Value"].ToString())))
            .Where(o => o.Payload.Success).ToDictionary(o => o.Name, o => o.Payload.Groups[1].Value);
        Assert.Equal(s_events.Keys.Order(StringComparer.Ordinal), commands.Keys.Order(StringComparer.Ordinal));
        Assert.All(commands, c => Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse(Repository.Read("events", $"CircuitBreaker-{s_events[c.Key]}.json")),
                JsonNode.Parse(c.Value.Replace("FUNCTION", "orders", StringComparison.Ordinal))),
            c.Value));
    }

    [Fact]
    public void Every_output_says_what_it_is_for()
    {
        Assert.All(Template.Map(Template.Root, "Outputs").Children, o => Assert.InRange(o.Value["Description"].ToString().Length, 10, 1024));
    }

    [GeneratedRegex("^echo '([^']+)' \\| aws lambda invoke ")]
    private static partial Regex Payload();
}
