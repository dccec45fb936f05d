namespace Watchdog.Simulator.Account.Physics;

/// <summary>Messages that were just received, taken out again batch by batch. It is emptied and filled over and over without allocating.</summary>
internal sealed class CohortBuffer
{
    private Cohort[] cohorts = new Cohort[16];
    private int first;
    private int end;

    public long Messages { get; private set; }

    /// <summary>Whether a message was added, since the buffer was empty, that nobody can process.</summary>
    public bool HasPoison { get; private set; }

    public void Add(in Cohort cohort)
    {
        if (end == cohorts.Length) Array.Resize(ref cohorts, end * 2);
        cohorts[end++] = cohort;
        Messages += cohort.Count;
        HasPoison |= cohort.Poison;
    }

    /// <summary>Takes up to <paramref name="most"/> messages that nothing tells apart; false when none are left.</summary>
    public bool Take(long most, out Cohort taken)
    {
        if (most <= 0 || first == end)
        {
            taken = default;
            return false;
        }

        taken = cohorts[first] with { Count = Math.Min(most, cohorts[first].Count) };
        Messages -= taken.Count;
        if (taken.Count == cohorts[first].Count) first++;
        else cohorts[first] = cohorts[first] with { Count = cohorts[first].Count - taken.Count };
        if (first == end) (first, end, HasPoison) = (0, 0, false);
        return true;
    }
}
