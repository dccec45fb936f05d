using System.Reflection;
using System.Text;
using System.Text.Json;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using Watchdog.Core.Breaker;
using Watchdog.Functions.Hosting;
using Watchdog.Functions.Tests.Support;

namespace Watchdog.Functions.Tests.Hosting;

public class FunctionsSerializerTests
{
    private readonly FunctionsSerializer _serializer = new();

    private string Write<T>(T value)
    {
        using var stream = new MemoryStream();
        _serializer.Serialize(value, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private T Read<T>(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return _serializer.Deserialize<T>(stream);
    }

    [Fact]
    public void An_answer_is_camelCase_and_indented_for_a_person_in_a_terminal()
    {
        var answer = OperatorAnswer.Success("status", "No circuit is held.") with
        {
            Circuits = [new CircuitView("orders", "open", Given.Nine, "operator", "A test.", true, [])],
        };
        var lines = Write(answer).ReplaceLineEndings("\n").Split('\n');
        Assert.Equal("{", lines[0]);
        Assert.Equal("  \"ok\": true,", lines[1]);
        Assert.Equal("  \"action\": \"status\",", lines[2]);
        Assert.Contains("      \"function\": \"orders\",", lines);
    }

    [Fact]
    public void What_an_answer_does_not_have_is_left_out()
    {
        var failure = Write(OperatorAnswer.Failure("trip", "No."));
        Assert.DoesNotContain("null", failure, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(failure);
        Assert.False(json.RootElement.TryGetProperty("message", out _));
        Assert.Equal("No.", json.RootElement.GetProperty("error").GetString());
    }

    public static TheoryData<string> Events => [.. Repository.Events.Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_event_of_the_repository_is_an_input_of_its_handler(string file)
    {
        var handler = typeof(Startup).Assembly.GetTypes().SelectMany(t => t.GetMethods())
            .Single(m => m.GetCustomAttribute<LambdaFunctionAttribute>() is not null && m.Name == Path.GetFileNameWithoutExtension(file).Split('-')[0]);
        var json = File.ReadAllText(Repository.Events.Single(path => Path.GetFileName(path) == file));
        if (handler.GetParameters()[0].ParameterType == typeof(ScheduledEvent))
        {
            var scheduled = Read<ScheduledEvent>(json);
            Assert.Equal((new DateTime(2026, 1, 5, 9, 10, 0, DateTimeKind.Utc), DateTimeKind.Utc), (scheduled.Time, scheduled.Time.Kind));
            Assert.Equal("Scheduled Event", scheduled.DetailType);
        }
        else
        {
            Assert.Equal(typeof(JsonElement), handler.GetParameters()[0].ParameterType);
            var parsed = OperatorCommandParser.Parse(Read<JsonElement>(json));
            Assert.True(parsed.Command is not null, parsed.Error);
        }
    }

    [Fact]
    public void What_is_no_scheduled_event_is_an_error_that_says_so()
    {
        var error = Assert.Throws<JsonSerializerException>(() => Read<ScheduledEvent>("""{"time":"soon"}"""));
        Assert.Contains("time", error.Message, StringComparison.Ordinal);
    }
}
