using System.Text;
using System.Text.Json;
using Watchdog.Core.Breaker.Tests.Support;

namespace Watchdog.Core.Breaker.Tests.Breaker;

public sealed class OperatorCommandParserTests
{
    [Fact]
    public void All_fields_are_read()
    {
        var command = Parse("""
            {"action":"trip","function":"process-work","force":true,"by":"RecursionWatcher","reason":"A loop.",
             "evidence":["It spins.","It costs."],"time":"2026-01-05T10:00:00+01:00"}
            """).Command!;
        Assert.Equal((OperatorAction.Trip, "process-work", true, "RecursionWatcher", "A loop."),
            (command.Action, command.Function, command.Force, command.By, command.Reason));
        Assert.Equal(["It spins.", "It costs."], command.Evidence);
        Assert.Equal(An.Nine, command.Time);
    }

    [Fact]
    public void Only_the_action_is_needed_and_the_rest_has_defaults()
    {
        var command = Parse("""{"action":"status"}""").Command!;
        Assert.Equal((null, false, "operator", null, 20, null),
            (command.Function, command.Force, command.By, command.Reason, command.Limit, command.Time));
        Assert.Empty(command.Evidence);
    }

    [Theory]
    [InlineData("status", OperatorAction.Status)]
    [InlineData("history", OperatorAction.History)]
    [InlineData("trip", OperatorAction.Trip)]
    [InlineData("reset", OperatorAction.Reset)]
    [InlineData("contain", OperatorAction.Contain)]
    [InlineData("probe", OperatorAction.Probe)]
    public void Every_action_is_read(string word, OperatorAction action) =>
        Assert.Equal(action, Parse($$"""{"action":"{{word}}","function":"f"}""").Command!.Action);

    [Theory]
    [InlineData("", "The payload is not JSON: ")]
    [InlineData("{", "The payload is not JSON: ")]
    [InlineData("[]", "The payload must be a JSON object such as {\"action\":\"status\"}, but is a list.")]
    [InlineData("\"reset\"", "The payload must be a JSON object such as {\"action\":\"status\"}, but is \"reset\".")]
    [InlineData("null", "The payload must be a JSON object such as {\"action\":\"status\"}, but is null.")]
    [InlineData("{}", "Field 'action' is missing; accepted values: status, history, trip, reset, contain, probe, escalate, reconcile.")]
    [InlineData("""{"action":"open"}""", "Field 'action' is 'open'; accepted values: status, history, trip, reset, contain, probe, escalate, reconcile.")]
    [InlineData("""{"action":"Reset"}""", "Field 'action' is 'Reset'; accepted values: ")]
    [InlineData("""{"action":3}""", "Field 'action' must be a string that is not blank, but is 3.")]
    [InlineData("""{"action":"reset","funktion":"f"}""", "Unknown field 'funktion'; accepted fields: action, function, force, by, reason, evidence, limit, time, proven.")]
    [InlineData("""{"action":"reset","function":"a","function":"b"}""", "Field 'function' is given twice.")]
    [InlineData("""{"action":"reset","function":null}""", "Field 'function' must be a string that is not blank, but is null.")]
    [InlineData("""{"action":"reset","function":" "}""", "Field 'function' must be a string that is not blank, but is \" \".")]
    [InlineData("""{"action":"trip"}""", "Field 'function' is missing; action 'trip' needs the name of a function.")]
    [InlineData("""{"action":"contain"}""", "Field 'function' is missing; action 'contain' needs the name of a function.")]
    [InlineData("""{"action":"probe"}""", "Field 'function' is missing; action 'probe' needs the name of a function.")]
    [InlineData("""{"action":"reconcile","function":"f"}""", "Field 'function' has no meaning for action 'reconcile'.")]
    [InlineData("""{"action":"status","force":true}""", "Field 'force' has no meaning for action 'status'.")]
    [InlineData("""{"action":"reset","force":"yes"}""", "Field 'force' must be true or false, but is \"yes\".")]
    [InlineData("""{"action":"trip","function":"f","evidence":"x"}""", "Field 'evidence' must be a list of strings, but is \"x\".")]
    [InlineData("""{"action":"trip","function":"f","evidence":[1]}""", "Field 'evidence' must be a list of strings, but is a list.")]
    [InlineData("""{"action":"history","limit":0}""", "Field 'limit' must be a whole number from 1 to 100, but is 0.")]
    [InlineData("""{"action":"history","limit":2.5}""", "Field 'limit' must be a whole number from 1 to 100, but is 2.5.")]
    [InlineData("""{"action":"status","time":"yesterday"}""", "Field 'time' must be an ISO 8601 time with an offset such as 2026-01-05T09:00:00Z, but is \"yesterday\".")]
    [InlineData("""{"action":"status","time":"2026-01-05T09:00:00"}""", "Field 'time' must be an ISO 8601 time with an offset")]
    [InlineData("""{"action":"status","time":1767603600}""", "Field 'time' must be an ISO 8601 time with an offset")]
    public void A_bad_payload_is_an_error_that_says_exactly_what_is_wrong(string json, string error)
    {
        var parsed = Parse(json);
        Assert.Null(parsed.Command);
        Assert.StartsWith(error, parsed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OperatorAction.Reset, "process-work", false)]
    [InlineData(OperatorAction.Trip, "a_b-C9", true)]
    [InlineData(OperatorAction.Status, null, false)]
    public void The_commands_that_answers_suggest_carry_a_payload_that_parses(OperatorAction action, string? function, bool force)
    {
        var line = OperatorCommandLine.For("watchdog-CircuitBreaker", action, function, force);
        var command = Parse(line.Split('\'')[1]).Command!;
        Assert.Equal((action, function, force), (command.Action, command.Function, command.Force));
        Assert.Contains("--function-name watchdog-CircuitBreaker ", line, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_watcher_writes_is_read_as_the_same_command()
    {
        var written = new OperatorCommand(
            OperatorAction.Trip, "process-work", Force: false, "RecursionWatcher", "A \"loop\": process-work -> queue work.", ["It spins.", "It's dear."],
            Time: An.Nine);
        var json = OperatorCommandWriter.Write(written);
        Assert.Contains("\"time\":\"2026-01-05T09:00:00Z\"", json, StringComparison.Ordinal);
        var read = Parse(json).Command!;
        Assert.Equal(written.Evidence, read.Evidence);
        Assert.Equal(written with { Evidence = [] }, read with { Evidence = [] });
        Assert.Equal("""{"action":"history","function":"f","limit":5}""", OperatorCommandWriter.Write(new(OperatorAction.History, "f", Limit: 5)));
    }

    [Fact]
    public void No_random_JSON_makes_the_parser_throw()
    {
        string[] fields = ["action", "function", "force", "by", "reason", "evidence", "limit", "time", "other"];
        string[] values = ["\"status\"", "\"trip\"", "\"reset\"", "null", "1", "1e400", "true", "[]", "[[]]", "{}", "\"\"", "\"2026-01-05T09:00:00Z\"", "\"\\ud800\""];
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var json = "{" + string.Join(',', Enumerable.Range(0, random.Next(5))
                .Select(_ => $"\"{fields[random.Next(fields.Length)]}\":{values[random.Next(values.Length)]}")) + "}";
            var parsed = Parse(json);
            Assert.True((parsed.Command is null) != (parsed.Error is null), json);
        }
    }

    [Fact]
    public void A_JsonElement_is_read_like_its_text()
    {
        using var document = JsonDocument.Parse("""{"action":"history","limit":5}""");
        Assert.Equal(5, OperatorCommandParser.Parse(document.RootElement).Command!.Limit);
    }

    private static ParsedCommand Parse(string json) => OperatorCommandParser.Parse(Encoding.UTF8.GetBytes(json));
}
