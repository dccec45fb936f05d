using System.Globalization;
using System.Text.RegularExpressions;
using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Faults;

/// <summary>Whatever strikes the breaker in the middle of its work, the account ends as the circuit says.</summary>
public sealed partial class BreakerFaultTests
{
    [Fact]
    public async Task A_circuit_is_opened_as_soon_as_Lambda_lets_the_mapping_be_changed()
    {
        var ended = await Tool.CliAsync("simulate", Paths.Scenario("mapping-in-use"));

        Assert.True(ended.ExitCode == 0, ended.Output + ended.Error);
        Assert.Equal([(21, "Disabling"), (22, "Disabled")], MappingStates(ended.Output));
    }

    [Theory]
    [InlineData("breaker-dies-after-the-change", 0, 31)]
    // Lambda tries the trip again after a minute; the operator, who was told of the error, leaves the rest to the next tick.
    [InlineData("breaker-dies-before-the-change", 1, 31)]
    public async Task A_breaker_that_dies_at_its_change_leaves_what_the_next_tick_finishes(string scenario, int minutesAfterTrip, int enabling)
    {
        var ended = await Tool.CliAsync("simulate", Paths.Scenario(scenario));

        Assert.True(ended.ExitCode == 0, ended.Output + ended.Error);
        var states = MappingStates(ended.Output);
        var disabling = MinuteOfTrip(ended.Output) + minutesAfterTrip;
        Assert.Equal([(disabling, "Disabling"), (disabling + 1, "Disabled")], states.Take(2));
        Assert.Equal("Enabled", states[^1].State);
        Assert.InRange(states[2].Minute, enabling, enabling + 1);
    }

    [Theory]
    [InlineData("breaker-dies-after-the-change")]
    [InlineData("breaker-dies-before-the-change")]
    public async Task A_breaker_that_dies_during_trip_and_reset_ends_with_an_error_each_time_and_the_mapping_is_exactly_as_it_was(string scenario)
    {
        await using var account = await RunningAccount.StartAsync(Paths.Scenario(scenario), 600, TestContext.Current.CancellationToken);

        var seen = await account.BotoAsync(
            """
            import datetime
            aws = client('lambda')
            def mapping():
                found = aws.list_event_source_mappings()['EventSourceMappings'][0]
                found.pop('LastModified')
                return found
            def errors():
                start = datetime.datetime(2026, 1, 5, 9, tzinfo=datetime.timezone.utc)
                points = client('cloudwatch').get_metric_statistics(
                    Namespace='AWS/Lambda', MetricName='Errors', Dimensions=[{'Name': 'FunctionName', 'Value': 'watchdog-CircuitBreaker'}],
                    StartTime=start, EndTime=start + datetime.timedelta(hours=1), Period=60, Statistics=['Sum'])['Datapoints']
                return sum(p['Sum'] for p in points)
            out['before'] = mapping()
            wait(lambda: mapping()['State'] == 'Disabled')
            out['open'] = mapping()
            out['errors'] = wait(lambda: errors() == 2 and 2)
            out['after'] = wait(lambda: mapping()['State'] == 'Enabled' and mapping())
            status = aws.invoke(FunctionName='watchdog-CircuitBreaker', Payload=b'{"action":"status","function":"process-work"}')['Payload'].read()
            out['circuit'] = json.loads(status)['circuits'][0]['state']
            """);

        Assert.Equal("Enabled", (string)seen["before"]!["State"]!);
        Assert.Equal(40, (int)seen["open"]!["ScalingConfig"]!["MaximumConcurrency"]!);
        Assert.Equal(2, (int)seen["errors"]!);
        Assert.Equal(seen["before"]!.ToJsonString(), seen["after"]!.ToJsonString());
        Assert.Equal("closed", (string)seen["circuit"]!);
    }

    /// <summary>When the trip was put on record, as `simulate` prints it among the acts of the breaker. It is the spike that decides when that is.</summary>
    private static int MinuteOfTrip(string output) =>
        int.Parse(Assert.Single(TripOnRecord().Matches(output)).Groups["minute"].Value, CultureInfo.InvariantCulture);

    /// <summary>What the mapping became, and in which minute, as `simulate` prints it below the minute's row.</summary>
    private static List<(int Minute, string State)> MappingStates(string output)
    {
        const string Mark = "# mapping work -> process-work: ";
        var minute = 0;
        var states = new List<(int Minute, string State)>();
        foreach (var line in output.Split('\n').Select(l => l.Trim()))
        {
            if (int.TryParse(line.Split(' ')[0], out var row))
                minute = row;
            else if (line.StartsWith(Mark, StringComparison.Ordinal))
                states.Add((minute, line[Mark.Length..line.IndexOf(',', StringComparison.Ordinal)]));
        }
        return states;
    }

    [GeneratedRegex(@"^ *(?<minute>\d+) +trip +process-work\b", RegexOptions.Multiline)]
    private static partial Regex TripOnRecord();
}
