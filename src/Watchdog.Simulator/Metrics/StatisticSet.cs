namespace Watchdog.Simulator.Metrics;

/// <summary>What CloudWatch keeps of the samples of one metric in one minute. <c>default</c> holds no sample.</summary>
internal struct StatisticSet
{
    public double Sum;
    public double Minimum;
    public double Maximum;
    public long Count;

    /// <summary>Adds <paramref name="samples"/> samples that all have the same value.</summary>
    public void Add(double value, long samples = 1)
    {
        if (samples <= 0) return;
        Minimum = Count == 0 ? value : Math.Min(Minimum, value);
        Maximum = Count == 0 ? value : Math.Max(Maximum, value);
        Sum += value * samples;
        Count += samples;
    }

    public void Merge(in StatisticSet other)
    {
        if (other.Count == 0) return;
        Minimum = Count == 0 ? other.Minimum : Math.Min(Minimum, other.Minimum);
        Maximum = Count == 0 ? other.Maximum : Math.Max(Maximum, other.Maximum);
        Sum += other.Sum;
        Count += other.Count;
    }

    /// <summary>Samples that are either 0 or 1, as Errors and Throttles are: <paramref name="ones"/> of <paramref name="samples"/> are 1.</summary>
    public static StatisticSet OfFlags(long ones, long samples) => new()
    {
        Sum = ones,
        Minimum = ones == samples ? 1 : 0,
        Maximum = ones > 0 ? 1 : 0,
        Count = samples,
    };

    /// <summary>One sample.</summary>
    public static StatisticSet Of(double value) => new() { Sum = value, Minimum = value, Maximum = value, Count = 1 };
}
