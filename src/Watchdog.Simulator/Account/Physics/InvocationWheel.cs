namespace Watchdog.Simulator.Account.Physics;

/// <summary>The invocations that run, by the second in which they end, with the messages that are to be deleted then.</summary>
internal sealed class InvocationWheel
{
    /// <summary>More than the longest timeout, 900 s, and a power of two.</summary>
    private const int Size = 1024;

    private Slot[]? slots;
    private Node[] nodes = [];
    private int free;

    /// <summary>Invocations that run.</summary>
    public int Running { get; private set; }

    public void Add(int end, int succeeded, int failed)
    {
        ref var slot = ref (slots ??= new Slot[Size])[end & (Size - 1)];
        slot.Succeeded += succeeded;
        slot.Failed += failed;
        Running += succeeded + failed;
    }

    public void AddMessages(int end, in Cohort cohort)
    {
        ref var slot = ref (slots ??= new Slot[Size])[end & (Size - 1)];
        if (free == 0) AddFreeNodes();
        var index = free;
        free = nodes[index].Next;
        nodes[index] = new Node { Cohort = cohort, Next = slot.First };
        slot.First = index;
    }

    /// <summary>Takes out what ends in a second, its messages into <paramref name="messages"/>. Every second is asked for, in order.</summary>
    public (int Succeeded, int Failed) Take(int second, CohortBuffer messages)
    {
        if (Running == 0) return default;
        ref var slot = ref slots![second & (Size - 1)];
        for (var index = slot.First; index != 0;)
        {
            messages.Add(nodes[index].Cohort);
            var next = nodes[index].Next;
            nodes[index].Next = free;
            free = index;
            index = next;
        }

        var ended = (slot.Succeeded, slot.Failed);
        slot = default;
        Running -= ended.Succeeded + ended.Failed;
        return ended;
    }

    /// <summary>Node 0 stands for none.</summary>
    private void AddFreeNodes()
    {
        var used = Math.Max(1, nodes.Length);
        Array.Resize(ref nodes, Math.Max(32, nodes.Length * 2));
        for (var i = used; i < nodes.Length; i++) nodes[i].Next = i + 1 < nodes.Length ? i + 1 : 0;
        free = used;
    }

    private struct Slot
    {
        public int Succeeded;
        public int Failed;
        public int First;
    }

    private struct Node
    {
        public Cohort Cohort;
        public int Next;
    }
}
