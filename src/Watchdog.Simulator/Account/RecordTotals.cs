namespace Watchdog.Simulator.Account;

/// <summary>
/// What has become of a stream's records for one mapping, from when the mapping was there.
/// Written = Processed + Discarded + Expired + Waiting.
/// </summary>
public sealed class RecordTotals
{
    public long Processed { get; internal set; }

    /// <summary>Given up by the mapping, because they were tried too often or were older than it takes.</summary>
    public long Discarded { get; internal set; }

    /// <summary>Lost because the stream's retention had passed.</summary>
    public long Expired { get; internal set; }

    /// <summary>Not processed yet: those that an invocation is working on, too.</summary>
    public long Waiting { get; internal set; }
}
