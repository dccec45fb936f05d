using Watchdog.Benchmarks.Baselines;

namespace Watchdog.Benchmarks.Tests.Baselines;

/// <summary>
/// The examples of the CloudWatch User Guide ("How alarm state is evaluated when data is missing"): five periods are looked at, the oldest first;
/// X breaches, 0 does not, - is missing. The states are those for missing, ignore, breaching and notBreaching; "same": as before.
/// </summary>
public sealed class AlarmEvaluatorTests
{
    [Theory]
    [InlineData("0 - X - X", "Ok", "Ok", "Ok", "Ok")]
    [InlineData("0 - - - -", "Ok", "Ok", "Ok", "Ok")]
    [InlineData("- - - - -", "InsufficientData", "same", "Alarm", "Ok")]
    [InlineData("0 X X - X", "Alarm", "Alarm", "Alarm", "Alarm")]
    [InlineData("- - X - -", "Alarm", "same", "Alarm", "Ok")]
    public void Three_of_three(string points, string missing, string ignore, string breaching, string notBreaching) =>
        AssertStates(points, 3, 3, missing, ignore, breaching, notBreaching);

    [Theory]
    [InlineData("0 - X - X", "Alarm", "Alarm", "Alarm", "Alarm")]
    [InlineData("0 0 X 0 X", "Alarm", "Alarm", "Alarm", "Alarm")]
    [InlineData("0 - X - -", "Ok", "Ok", "Alarm", "Ok")]
    [InlineData("- - - - 0", "Ok", "Ok", "Alarm", "Ok")]
    [InlineData("- - - X -", "Alarm", "same", "Alarm", "Ok")]
    public void Two_of_three(string points, string missing, string ignore, string breaching, string notBreaching) =>
        AssertStates(points, 2, 3, missing, ignore, breaching, notBreaching);

    [Theory]
    [InlineData("- - - - X")]
    [InlineData("- - - X -")]
    [InlineData("- - - X X")]
    public void Three_of_three_do_not_alarm_while_the_next_point_may_be_a_good_one(string points)
    {
        foreach (var before in Enum.GetValues<AlarmState>())
            Assert.Equal(before, Next(points, 3, 3, MissingData.Missing, before));
    }

    [Fact]
    public void One_of_one_alarms_at_its_first_point_and_ends_with_the_first_good_one()
    {
        Assert.Equal(AlarmState.Alarm, Next("- - X", 1, 1, MissingData.Missing, AlarmState.InsufficientData));
        Assert.Equal(AlarmState.Ok, Next("- X 0", 1, 1, MissingData.Missing, AlarmState.Alarm));
        Assert.Equal(AlarmState.Alarm, Next("0 X -", 1, 1, MissingData.NotBreaching, AlarmState.Alarm));
    }

    private static void AssertStates(string points, int of, int periods, params string[] states)
    {
        MissingData[] modes = [MissingData.Missing, MissingData.Ignore, MissingData.Breaching, MissingData.NotBreaching];
        foreach (var (mode, state) in modes.Zip(states))
            foreach (var before in Enum.GetValues<AlarmState>())
                Assert.Equal((mode, state == "same" ? before : Enum.Parse<AlarmState>(state)), (mode, Next(points, of, periods, mode, before)));
    }

    private static AlarmState Next(string points, int of, int periods, MissingData mode, AlarmState before) => AlarmEvaluator.Next(
        [.. points.Split(' ').Select(p => p switch { "X" => true, "0" => false, _ => (bool?)null })], of, periods, mode, before);
}
