using System.Text.Json.Serialization;
using Amazon.Runtime;
using Watchdog.Compat.Wire;

namespace Amazon.CloudWatch;

/// <summary>What is made of the points of a period.</summary>
[JsonConverter(typeof(StatisticConverter))]
public class Statistic : ConstantClass
{
    public static readonly Statistic Average = new("Average");

    public static readonly Statistic Maximum = new("Maximum");

    public static readonly Statistic Minimum = new("Minimum");

    public static readonly Statistic SampleCount = new("SampleCount");

    public static readonly Statistic Sum = new("Sum");

    public Statistic(string value)
        : base(value)
    {
    }

    public static Statistic FindValue(string value) => FindValue<Statistic>(value);

    public static implicit operator Statistic(string value) => FindValue(value);
}

internal sealed class StatisticConverter() : ConstantClassConverter<Statistic>(Statistic.FindValue);
