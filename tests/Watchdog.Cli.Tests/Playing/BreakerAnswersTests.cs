using Watchdog.Cli.Playing;
using Watchdog.Cli.Reports;
using Watchdog.Cli.Tests.Support;

namespace Watchdog.Cli.Tests.Playing;

public sealed class BreakerAnswersTests
{
    [Fact]
    public void The_history_is_told_oldest_first()
    {
        const string answer = """
            {"history":[
              {"at":"2026-01-05T09:35:06Z","action":"reset","function":"f","by":"operator","reason":"asked","from":"open","to":"closed"},
              {"at":"2026-01-05T09:13:12Z","action":"trip","function":"f","by":"RecursionWatcher","reason":"loop"},
              {"at":"2026-01-05T09:13:12Z","action":"contain","function":"f","by":"RecursionWatcher","reason":"spike"}]}
            """;
        var history = BreakerAnswers.History(answer, FakeAccount.Begin);
        Assert.Equal(["contain", "trip", "reset"], history.Select(a => a.Action));
        Assert.Equal([13.2m, 13.2m, 35.1m], history.Select(a => ReportMinutes.Of(a.At)));
        Assert.Equal("operator", history[2].By);
    }

    [Fact]
    public void A_circuit_that_the_breaker_has_touched_and_holds_no_more_is_closed()
    {
        Assert.Equal(
            [new ReportedCircuit("a", "half-open"), new ReportedCircuit("b", "open"), new ReportedCircuit("c", "closed")],
            BreakerAnswers.Circuits(
                """{"circuits":[{"function":"b","state":"open"},{"function":"a","state":"half-open"}]}""",
                [A.Act("trip", "c", 1), A.Act("reset", "c", 2), A.Act("trip", "b", 3)]));
    }

    [Theory]
    [InlineData("""{"errorMessage":"broken"}""")]
    [InlineData("[]")]
    [InlineData("not JSON")]
    [InlineData("""{"circuits":[{"function":"b"}]}""")]
    [InlineData("""{"circuits":[17]}""")]
    public void An_answer_that_is_none_is_shown(string answer)
    {
        Assert.Throws<InvalidDataException>(() => BreakerAnswers.Circuits(answer, []));
    }
}
