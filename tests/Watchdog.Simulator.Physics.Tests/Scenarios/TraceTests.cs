using Watchdog.Simulator.Account;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Simulator.Physics.Tests.Scenarios;

public sealed class TraceTests
{
    private static Scenario Parse(string traffic, string trace) => Scenario.Parse(
        $"name: x\nduration: 10m\nqueues: [ {{ name: work }} ]\ntraffic:\n  - {{ to: work, {traffic} }}",
        "dir/x.yaml",
        path => path == "traces/shop.csv" ? trace : throw new FileNotFoundException($"no {path}"));

    private static IReadOnlyList<RateStep> Rates(string traffic, string trace) => Assert.Single(Parse(traffic, trace).Traffic).Rates;

    private static RateStep At(int minute, double perSecond) => new(TimeSpan.FromMinutes(minute), perSecond);

    [Fact]
    public void A_trace_is_a_rate_for_each_minute_and_ends() =>
        Assert.Equal([At(0, 1), At(1, 0.5), At(2, 2), At(3, 0)], Rates("trace: traces/shop.csv", "60\n30\r\n\n120\n"));

    [Fact]
    public void It_can_be_scaled() => Assert.Equal([At(0, 0.5), At(1, 0)], Rates("trace: traces/shop.csv, scale: 0.5", "60"));

    [Fact]
    public void What_lies_behind_the_end_of_the_scenario_is_left_out() =>
        Assert.Equal(10, Rates("trace: traces/shop.csv", string.Join('\n', Enumerable.Repeat("1", 500))).Count);

    [Fact]
    public void A_column_of_a_csv_is_named_by_its_header() =>
        Assert.Equal(
            [At(0, 1), At(1, 2), At(2, 0)],
            Rates("trace: traces/shop.csv, column: value", "timestamp,\"note, long\",value\n2014-04-01 00:00:00,\"a, \"\"b\"\"\",60\n2014-04-01 00:01:00,,1.2e2\n"));

    [Fact]
    public void Its_minutes_arrive_as_counted()
    {
        var account = Parse("trace: traces/shop.csv, exact: true", "60\n30\n600").Build();
        long[] sent = [.. Enumerable.Range(0, 5).Select(_ =>
        {
            var before = account.Queues["work"].Totals.Sent;
            account.Advance(TimeSpan.FromMinutes(1));
            return account.Queues["work"].Totals.Sent - before;
        })];

        Assert.Equal([60, 30, 600, 0, 0], sent);
    }

    [Theory]
    [InlineData("trace: traces/none.csv", "", "trace: traces/none.csv cannot be read: no traces/none.csv")]
    [InlineData("trace: traces/shop.csv", "\n\n", "trace: traces/shop.csv holds no number")]
    [InlineData("trace: traces/shop.csv", "1\n\nmany", "trace: traces/shop.csv:3: 'many' is no count; it must be a number, 0 or more")]
    [InlineData("trace: traces/shop.csv", "1\n-1", "trace: traces/shop.csv:2: '-1' is no count; it must be a number, 0 or more")]
    [InlineData("trace: traces/shop.csv", "a,b\n1,2", "trace: traces/shop.csv:1: 'a,b' is no count; it must be a number, 0 or more; of a CSV name the column with column: NAME")]
    [InlineData("trace: traces/shop.csv, column: valu", "time,value\n1,2", "column: traces/shop.csv has no column 'valu', did you mean 'value'?; it has time, value")]
    [InlineData("trace: traces/shop.csv, column: value", "time,value\n1,2\n1", "trace: traces/shop.csv:3: has 1 columns, and the number is in column 2")]
    [InlineData("trace: traces/shop.csv, ramp: true", "1\n2", "ramp: needs at least two steps of the rate to go between")]
    [InlineData("trace: traces/shop.csv, scale: -1", "1", "scale: -1 is out of range; it must be 0 to 1000000")]
    public void What_is_wrong_is_named_with_file_line_and_key(string traffic, string trace, string expected)
    {
        var error = Assert.Throws<ScenarioException>(() => Parse(traffic, trace));

        Assert.Equal("dir/x.yaml:5: traffic[0]." + expected, error.Message);
    }
}
