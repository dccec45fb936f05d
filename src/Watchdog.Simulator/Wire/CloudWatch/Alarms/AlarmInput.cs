using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.CloudWatch.Alarms;

/// <summary>Reads and checks what an alarm is made of.</summary>
internal static class AlarmInput
{
    public const int LongestName = 255;
    private const int LongestDescription = 1024;
    private const int MostActions = 5;
    private const int Hour = 3600;
    private const int Day = 24 * Hour;

    private static readonly string[] Comparisons =
        ["GreaterThanOrEqualToThreshold", "GreaterThanThreshold", "LessThanThreshold", "LessThanOrEqualToThreshold"];

    private static readonly string[] Statistics = ["SampleCount", "Average", "Sum", "Minimum", "Maximum"];

    private static readonly string[] MissingData = ["breaching", "notBreaching", "ignore", "missing"];

    /// <summary>What the simulated account has no use for; taken silently it would not do what was asked for.</summary>
    private static readonly string[] NotServed = ["Metrics", "ThresholdMetricId", "Tags", "EvaluationCriteria", "EvaluationInterval"];

    private static readonly string[] Units =
    [
        "Seconds", "Microseconds", "Milliseconds", "Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes", "Bits", "Kilobits", "Megabits", "Gigabits",
        "Terabits", "Percent", "Count", "Bytes/Second", "Kilobytes/Second", "Megabytes/Second", "Gigabytes/Second", "Terabytes/Second", "Bits/Second",
        "Kilobits/Second", "Megabits/Second", "Gigabits/Second", "Terabits/Second", "Count/Second", "None",
    ];

    /// <param name="arn">Of an alarm by its name.</param>
    public static StoredAlarm Read(Input input, Func<string, string> arn, DateTimeOffset now)
    {
        if (NotServed.FirstOrDefault(input.Has) is { } member)
            throw Errors.Value(member, "the simulated account serves alarms on one metric, without tags");
        var name = Name(input);
        if (input.String("AlarmDescription") is { Length: > LongestDescription } description)
            throw Errors.Value("AlarmDescription", $"it has {description.Length} characters, and at most {LongestDescription} are accepted");
        var (statistic, extended) = Statistic(input);
        var period = Period(input.RequiredInteger("Period"));
        var periods = Periods(input.RequiredInteger("EvaluationPeriods"), period);
        var datapoints = input.Integer("DatapointsToAlarm");
        if (datapoints < 1 || datapoints > periods)
            throw Errors.Value("DatapointsToAlarm", $"it is {datapoints}, and must be 1 to EvaluationPeriods, {periods}");
        var threshold = input.Number("Threshold") ?? throw Errors.Missing("Threshold");
        if (!double.IsFinite(threshold))
            throw Errors.Value("Threshold", "it must be a finite number");
        return new StoredAlarm(
            name, arn(name), input.String("AlarmDescription"), MetricInput.Metric(input, "None"), OneOf(input, "Unit", Units), statistic, extended, period,
            OneOf(input, "ComparisonOperator", Comparisons) ?? throw Errors.Missing("ComparisonOperator"), threshold, periods, datapoints,
            OneOf(input, "TreatMissingData", MissingData), LowSamples(input, extended), Actions(input), now, now);
    }

    public static string Name(Input input)
    {
        var name = input.Required("AlarmName");
        if (name.Length > LongestName)
            throw Errors.Value("AlarmName", $"it has {name.Length} characters, and at most {LongestName} are accepted");
        return name.Any(c => c is < ' ' or '\x7f') ? throw Errors.Value("AlarmName", "it has a control character") : name;
    }

    private static (string? Statistic, string? Extended) Statistic(Input input)
    {
        if (input.Has("Statistic") && input.Has("ExtendedStatistic"))
            throw Errors.Combination("The parameters Statistic and ExtendedStatistic exclude each other.");
        if (input.String("ExtendedStatistic") is not { } extended)
            return (OneOf(input, "Statistic", Statistics) ?? throw Errors.Missing("Statistic"), null);
        return extended.StartsWith('p')
            ? (null, MetricInput.Statistic(extended, "ExtendedStatistic"))
            : throw Errors.Value("ExtendedStatistic", $"it is '{extended}'; served are p0 to p100");
    }

    private static string? LowSamples(Input input, string? extended)
    {
        var treatment = OneOf(input, "EvaluateLowSampleCountPercentile", ["evaluate", "ignore"]);
        return treatment is null || extended is not null
            ? treatment
            : throw Errors.Combination("EvaluateLowSampleCountPercentile is accepted together with ExtendedStatistic only.");
    }

    private static int Period(int seconds) => seconds is 10 or 20 or 30 || (seconds >= 60 && seconds % 60 == 0)
        ? seconds
        : throw Errors.Value("Period", $"it is {seconds}, and must be 10, 20, 30 or a multiple of 60");

    private static int Periods(int periods, int period)
    {
        if (periods < 1)
            throw Errors.Value("EvaluationPeriods", $"it is {periods}, and must be 1 or more");
        var longest = period < Hour ? Day : 7 * Day;
        return (long)periods * period <= longest
            ? periods
            : throw Errors.Validation($"Metrics cannot be checked across more than {longest} seconds (EvaluationPeriods * Period must be <= {longest}).");
    }

    private static AlarmActions Actions(Input input) => new(
        input.Boolean("ActionsEnabled") ?? true, Arns(input, "AlarmActions"), Arns(input, "OKActions"), Arns(input, "InsufficientDataActions"));

    private static IReadOnlyList<string> Arns(Input input, string member)
    {
        var arns = input.Strings(member);
        if (arns.Count > MostActions)
            throw Errors.Validation($"The collection {member} must not have a size greater than {MostActions}.");
        return arns.FirstOrDefault(a => a.Split(':', 6) is not ["arn", .. { Length: 5 }]) is { } wrong ? throw Errors.Validation($"Invalid arn syntax: {wrong}") : arns;
    }

    private static string? OneOf(Input input, string member, IReadOnlyCollection<string> accepted) => input.String(member) switch
    {
        null => null,
        var value when accepted.Contains(value) => value,
        var other => throw Errors.Value(member, $"it is '{other}', and must be one of {string.Join(", ", accepted)}"),
    };
}
