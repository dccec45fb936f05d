namespace Watchdog.Simulator.Account.Physics;

/// <summary>Hands every event on to each trigger.</summary>
internal sealed class PushEvents : ISink
{
    private readonly List<(AsyncRun To, string? Qualifier)> triggers = [];

    public void Send(int second, long count)
    {
        foreach (var (to, qualifier) in triggers) to.Accept(second, count, qualifier);
    }

    public bool LeadsTo(AsyncRun events) => triggers.Exists(t => ReferenceEquals(t.To, events));

    public void Forget() => triggers.Clear();

    public void Add(AsyncRun to, string? qualifier) => triggers.Add((to, qualifier));
}
