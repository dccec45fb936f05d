using System.Text.Json;
using Infrastructure.Tests.Support;

namespace Infrastructure.Tests;

public sealed class EventTests
{
    private static readonly string[] OperatorActions = ["status", "history", "trip", "contain", "probe", "escalate", "reset", "reconcile"];

    [Fact]
    public void Every_watcher_has_a_scheduled_event_to_be_invoked_with()
    {
        foreach (var (id, _) in Template.Functions.Where(f => f.Id != "CircuitBreaker"))
        {
            using var scheduled = JsonDocument.Parse(Repository.Read("events", $"{id}.json"));
            Assert.Equal("Scheduled Event", scheduled.RootElement.GetProperty("detail-type").GetString());
            Assert.Equal("aws.events", scheduled.RootElement.GetProperty("source").GetString());
            Assert.Equal(0, scheduled.RootElement.GetProperty("time").GetDateTimeOffset().Second);
        }
    }

    [Fact]
    public void Every_operator_action_has_an_event_of_its_name()
    {
        var actions = new HashSet<string>();
        foreach (var file in Repository.Files("events", "CircuitBreaker-*.json"))
        {
            using var request = JsonDocument.Parse(Repository.Read(file));
            var action = request.RootElement.GetProperty("action").GetString()!;
            Assert.StartsWith($"events/CircuitBreaker-{action}", file, StringComparison.Ordinal);
            actions.Add(action);
        }
        Assert.Equal(OperatorActions.Order(StringComparer.Ordinal), actions.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("status", "status-of-one")]
    [InlineData("history", "history-of-one")]
    [InlineData("reset-all", "reset")]
    public void What_may_be_asked_of_all_circuits_has_an_event_for_all_and_one_for_one(string all, string one)
    {
        using var ofAll = JsonDocument.Parse(Repository.Read("events", $"CircuitBreaker-{all}.json"));
        using var ofOne = JsonDocument.Parse(Repository.Read("events", $"CircuitBreaker-{one}.json"));
        Assert.False(ofAll.RootElement.TryGetProperty("function", out _));
        Assert.Equal("orders", ofOne.RootElement.GetProperty("function").GetString());
        Assert.Equal(ofAll.RootElement.GetProperty("action").GetString(), ofOne.RootElement.GetProperty("action").GetString());
    }

    [Fact]
    public void Every_event_file_is_JSON_and_belongs_to_a_function()
    {
        var functions = Template.Functions.Select(f => f.Id).ToHashSet();
        Assert.All(Repository.Files("events", "*"), file =>
        {
            Assert.Contains(Path.GetFileNameWithoutExtension(file).Split('-')[0], functions);
            using var parsed = JsonDocument.Parse(Repository.Read(file));
            Assert.Equal(JsonValueKind.Object, parsed.RootElement.ValueKind);
        });
    }
}
