using System.Globalization;

namespace Watchdog.Simulator.Account.Physics;

/// <summary>
/// The visible messages of a FIFO queue, by group. While a message of a group is in flight the others of its group are held back; so what
/// fails again and again stops its group, and no other.
/// </summary>
internal sealed class FifoGroups
{
    private readonly List<Group> groups = [];
    private readonly Dictionary<string, short> numbers = new(StringComparer.Ordinal);
    private int next;

    // Counted again only after something may have changed it: a quiet queue is asked several times a second.
    private int? ready;

    /// <summary>Groups with a message in flight.</summary>
    public int Busy { get; private set; }

    /// <summary>Groups of which a message can be received.</summary>
    public int Ready
    {
        get
        {
            if (ready is { } known) return known;
            var count = 0;
            foreach (var group in groups)
                if (group.IsReady) count++;
            ready = count;
            return count;
        }
    }

    /// <summary>The number of a group, which is its name where no caller from outside gave it another.</summary>
    public short NumberOf(string name)
    {
        if (numbers.TryGetValue(name, out var number)) return number;
        number = checked((short)groups.Count);
        groups.Add(new Group(name));
        numbers.Add(name, number);
        return number;
    }

    /// <summary>The group of one of the scenario's messages.</summary>
    /// <param name="index">From 0.</param>
    public short NumberOf(int index)
    {
        // Until somebody from outside names groups of his own, the numbers are the indexes.
        if (index < groups.Count && groups[index].Index == index) return (short)index;
        var name = index.ToString(CultureInfo.InvariantCulture);
        var number = NumberOf(name);
        groups[number].Index = index;
        return number;
    }

    public string NameOf(short number) => groups[number].Name;

    public bool IsBusy(int number) => groups[number].InFlight > 0;

    public void Add(in Cohort cohort)
    {
        groups[cohort.Group].Visible.Add(cohort.At, cohort);
        ready = null;
    }

    public void Return(in Cohort cohort)
    {
        groups[cohort.Group].Visible.AddInOrder(cohort);
        ready = null;
    }

    /// <summary>Messages of a group went in flight, or with a negative count are no longer so.</summary>
    public void InFlight(short number, long change)
    {
        ready = null;
        var group = groups[number];
        if (group.InFlight == 0) Busy++;
        group.InFlight += change;
        if (group.InFlight == 0) Busy--;
    }

    /// <summary>The next group of which a message can be received, one after the other; null when there is none.</summary>
    public CohortDeque? Next()
    {
        for (var i = 0; i < groups.Count; i++)
        {
            var at = (next + i) % groups.Count;
            if (!groups[at].IsReady) continue;
            next = at + 1;
            ready = null;
            return groups[at].Visible;
        }

        return null;
    }

    /// <summary>The group whose first message comes first in the order of sending; null when all are empty or among <paramref name="heldBack"/>.</summary>
    public CohortDeque? Earliest(IReadOnlySet<short> heldBack)
    {
        ready = null;
        CohortDeque? earliest = null;
        for (short number = 0; number < groups.Count; number++)
        {
            var visible = groups[number].Visible;
            if (visible.Count == 0 || heldBack.Contains(number)) continue;
            if (earliest is null || Place(visible).CompareTo(Place(earliest)) < 0) earliest = visible;
        }

        return earliest;
    }

    /// <summary>The groups that have a message in flight.</summary>
    public IReadOnlySet<short> AllBusy() => Enumerable.Range(0, groups.Count).Where(IsBusy).Select(n => (short)n).ToHashSet();

    public IEnumerable<CohortDeque> Visible
    {
        get
        {
            ready = null;
            return groups.Select(g => g.Visible);
        }
    }

    private static (int At, long Number) Place(CohortDeque visible) => (visible.First.At, visible.First.Message?.Number ?? 0);

    private sealed class Group(string name)
    {
        public string Name { get; } = name;

        /// <summary>Of the scenario's groups; -1: another's.</summary>
        public int Index { get; set; } = -1;

        public CohortDeque Visible { get; } = new();

        public long InFlight { get; set; }

        public bool IsReady => InFlight == 0 && Visible.Count > 0;
    }
}
