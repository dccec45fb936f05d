namespace Watchdog.Benchmarks.Baselines;

public enum MissingData
{
    NotBreaching,
    Breaching,
    Ignore,
    Missing,
}

public enum AlarmState
{
    InsufficientData,
    Ok,
    Alarm,
}

/// <summary>
/// One evaluation of a CloudWatch alarm: M of the last N periods, with CloudWatch's treatment of missing points. It looks at more periods
/// than N; when it finds N points among them it takes the newest N and the treatment does not matter. Only when there are fewer are the
/// missing ones filled in (Amazon CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing data").
/// </summary>
public static class AlarmEvaluator
{
    /// <summary>By how much the range that is looked at exceeds N; the guide's examples for N = 3 show five periods.</summary>
    private const int FurtherPeriods = 2;

    /// <summary>Periods that an evaluation looks at.</summary>
    public static int RangeOf(int evaluationPeriods) => evaluationPeriods + FurtherPeriods;

    /// <param name="breaching">The periods of the range, oldest first: whether each breaches; null where there is no point.</param>
    /// <param name="before">The state before, which stays when missing points are ignored, and when it is too early to tell.</param>
    public static AlarmState Next(IReadOnlyList<bool?> breaching, int datapointsToAlarm, int evaluationPeriods, MissingData missing, AlarmState before)
    {
        var known = breaching.Where(b => b is not null).Select(b => b!.Value).TakeLast(evaluationPeriods).ToArray();
        var over = known.Count(b => b);
        var toFill = evaluationPeriods - known.Length;
        if (toFill == 0)
            return over >= datapointsToAlarm ? AlarmState.Alarm : AlarmState.Ok;
        return missing switch
        {
            MissingData.Breaching => over + toFill >= datapointsToAlarm ? AlarmState.Alarm : AlarmState.Ok,
            MissingData.NotBreaching => over >= datapointsToAlarm ? AlarmState.Alarm : AlarmState.Ok,
            MissingData.Ignore when over >= datapointsToAlarm => AlarmState.Alarm,
            // All there is breaches, or there is nothing: it cannot be told.
            MissingData.Ignore => over == known.Length ? before : AlarmState.Ok,
            _ when known.Length == 0 => AlarmState.InsufficientData,
            _ when over >= datapointsToAlarm => AlarmState.Alarm,
            _ when over < known.Length => AlarmState.Ok,
            // All there is breaches, but is less than M: an alarm only once it is M periods old, since the next point may still be a good one.
            _ => AgeOfOldest(breaching) >= datapointsToAlarm ? AlarmState.Alarm : before,
        };
    }

    /// <summary>Periods from the oldest point there is to the end of the range, its own included.</summary>
    private static int AgeOfOldest(IReadOnlyList<bool?> breaching) => breaching.SkipWhile(b => b is null).Count();
}
