using Watchdog.Cli.Expectations;
using Watchdog.Cli.Tests.Support;
using Watchdog.Core.Detection;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Cli.Tests.Expectations;

public sealed class ExpectationWordsTests
{
    [Fact]
    public void Every_symptom_that_Watchdog_can_raise_may_be_expected()
    {
        Assert.All(Enum.GetNames<Symptom>(), s => Assert.Null(ExpectationWords.FindProblem([A.Expect(s, "x", 0), new Expectation.Never(s)])));
    }

    [Fact]
    public void A_misspelt_word_is_refused_because_never_would_be_met_whatever_happens()
    {
        Assert.StartsWith("expect: never: 'RecursivLoop' is not one of ", ExpectationWords.FindProblem([new Expectation.Never("RecursivLoop")]), StringComparison.Ordinal);
        Assert.StartsWith("expect: symptom: 'throttled' is not one of ", ExpectationWords.FindProblem([A.Expect("throttled", "f", 0)]), StringComparison.Ordinal);
        Assert.StartsWith("expect: action: 'open' is not one of contain, ", ExpectationWords.FindProblem([new Expectation.Action("open", "f", TimeSpan.Zero, null)]), StringComparison.Ordinal);
    }

    [Fact]
    public void Expectations_read_as_in_the_format()
    {
        Assert.Equal("Throttled process-work from 2m within 4m", ExpectationText.Of(A.Expect("Throttled", "process-work", 2, within: 4)));
        Assert.Equal(
            "Backpressure work from 3m to 35m within 5m cause process-work",
            ExpectationText.Of(A.Expect("Backpressure", "work", 3, within: 5, to: 35, cause: "process-work")));
        Assert.Equal("trip f from 90s within 3m", ExpectationText.Of(new Expectation.Action("trip", "f", TimeSpan.FromSeconds(90), A.Minutes(3))));
        Assert.Equal("never trip", ExpectationText.Of(new Expectation.Never("trip")));
        Assert.Equal("only expected incidents", ExpectationText.Of(new Expectation.OnlyExpected()));
    }
}
