namespace Watchdog.Simulator.Account.Physics;

/// <summary>What can be written to: by functions, and by traffic from outside.</summary>
internal interface ISink
{
    /// <param name="second">Of the simulation.</param>
    /// <param name="count">Messages, records, objects or events; 1 or more.</param>
    void Send(int second, long count);
}
