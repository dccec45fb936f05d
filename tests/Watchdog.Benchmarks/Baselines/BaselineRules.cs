using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Watchdog.Benchmarks.Baselines;

/// <summary>The alarms of one product; baselines.yaml says what each key means.</summary>
public sealed class Baseline
{
    public required string Product { get; init; }

    public required List<AlarmRule> Alarms { get; init; }

    public static IReadOnlyList<Baseline> All { get; } = Load();

    private static List<Baseline> Load()
    {
        using var stream = typeof(Baseline).Assembly.GetManifestResourceStream("baselines.yaml")!;
        using var text = new StreamReader(stream);
        return new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build().Deserialize<List<Baseline>>(text);
    }
}

public sealed class AlarmRule
{
    public required string Alarm { get; init; }

    public required string Resource { get; init; }

    /// <summary>Name and statistic.</summary>
    public string? Metric { get; init; }

    public List<string> Share { get; init; } = [];

    public List<string> Whole { get; init; } = [];

    public bool Drain { get; init; }

    public required string Operator { get; init; }

    public double? Threshold { get; init; }

    public double? Times { get; init; }

    public string? Basis { get; init; }

    public bool Mean { get; init; }

    /// <summary>M/N.</summary>
    public required string Of { get; init; }

    /// <summary>Minutes.</summary>
    public int Period { get; init; } = 1;

    public required string Missing { get; init; }

    public int DatapointsToAlarm => int.Parse(Of.Split('/')[0]);

    public int EvaluationPeriods => int.Parse(Of.Split('/')[1]);

    public bool Breaches(double value, double threshold) => Operator switch
    {
        ">" => value > threshold,
        ">=" => value >= threshold,
        "<" => value < threshold,
        "<=" => value <= threshold,
        _ => throw new InvalidDataException($"{Alarm}: the operator '{Operator}' is not one of >, >=, <, <=."),
    };

    public MissingData TreatMissing => Enum.Parse<MissingData>(Missing, ignoreCase: true);
}
