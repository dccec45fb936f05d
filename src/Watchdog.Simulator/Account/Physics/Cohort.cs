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

    /// <summary>Whether no consumer can ever process them.</summary>
    public bool Poison { get; init; }

    public bool IsWorn => Receives >= WornReceives;
}
