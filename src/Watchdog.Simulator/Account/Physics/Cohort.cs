namespace Watchdog.Simulator.Account.Physics;

/// <summary>Messages that nothing tells apart. Times are seconds since the start of the simulation.</summary>
/// <param name="At">When they came to this queue; their age counts from here.</param>
/// <param name="Sent">When they were first sent; their retention counts from here, also on a dead-letter queue.</param>
/// <param name="Receives">How often they were received from this queue.</param>
/// <param name="Message">The one message of this cohort, when it is known singly.</param>
internal readonly record struct Cohort(int At, int Sent, int Receives, long Count, SimulatedMessage? Message = null)
{
    /// <summary>From the third receive on, a standard queue leaves a message out of its age and puts it at the back.</summary>
    public const int WornReceives = 3;

    private const ushort PoisonMark = 0x8000;

    // Two things in one field: there are millions of cohorts, and this keeps one at 32 bytes.
    private readonly ushort originAndPoison;

    /// <summary>Whether no consumer can ever process them.</summary>
    public bool Poison
    {
        get => (originAndPoison & PoisonMark) != 0;
        init => originAndPoison = (ushort)(Origin | (value ? PoisonMark : 0));
    }

    /// <summary>FIFO queues only: the number of their group on this queue.</summary>
    public short Group { get; init; }

    /// <summary>On a dead-letter queue: which of the queues that it serves they came from, from 1; 0: they were sent to it.</summary>
    public int Origin
    {
        get => originAndPoison & ~PoisonMark;
        init => originAndPoison = (ushort)(value | (originAndPoison & PoisonMark));
    }

    public bool IsWorn => Receives >= WornReceives;
}
