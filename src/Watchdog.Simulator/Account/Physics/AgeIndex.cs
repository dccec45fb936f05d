namespace Watchdog.Simulator.Account.Physics;

/// <summary>How many messages that count for a queue's age came in each second, so that the oldest is found at once.</summary>
internal sealed class AgeIndex
{
    private int[] seconds = new int[4];
    private long[] counts = new long[4];
    private int head;
    private int end;

    /// <summary>The second in which the oldest message came; null when none counts.</summary>
    public int? Oldest
    {
        get
        {
            while (head < end && counts[head] == 0) head++;
            return head < end ? seconds[head] : null;
        }
    }

    /// <param name="second">Not before any second that was added.</param>
    public void Add(int second, long count)
    {
        if (end > head && seconds[end - 1] == second)
        {
            counts[end - 1] += count;
            return;
        }

        if (end == seconds.Length) MakeRoom();
        seconds[end] = second;
        counts[end++] = count;
    }

    public void Remove(int second, long count)
    {
        var at = Array.BinarySearch(seconds, head, end - head, second);
        if (at < 0 || counts[at] < count) throw new InvalidOperationException($"{count} messages of second {second} are not in the age index.");
        counts[at] -= count;
    }

    private void MakeRoom()
    {
        _ = Oldest;
        var used = end - head;
        var (newSeconds, newCounts) = used > seconds.Length / 2 ? (new int[seconds.Length * 2], new long[seconds.Length * 2]) : (seconds, counts);
        Array.Copy(seconds, head, newSeconds, 0, used);
        Array.Copy(counts, head, newCounts, 0, used);
        (seconds, counts, head, end) = (newSeconds, newCounts, 0, used);
    }
}
