namespace Watchdog.Simulator.Account.Physics;

/// <summary>Hands every event on to each trigger, unless it is closed.</summary>
internal sealed class PushEvents : ISink
{
    private readonly List<(AsyncRun To, string? Qualifier)> triggers = [];

    /// <summary>While it is closed, what comes is lost.</summary>
    public bool Closed { get; set; }

    public long Lost { get; private set; }

    public void Send(int second, long count)
    {
        if (Closed)
        {
            Lost += count;
            return;
        }

        foreach (var (to, qualifier) in triggers) to.Accept(second, count, qualifier);
    }

    public bool LeadsTo(AsyncRun events) => triggers.Exists(t => ReferenceEquals(t.To, events));

    public void Forget() => triggers.Clear();

    public void Add(AsyncRun to, string? qualifier) => triggers.Add((to, qualifier));
}
