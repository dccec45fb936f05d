namespace Watchdog.Core.Breaker.Tests.Support;

/// <summary>
/// Every call of a fake port passes a gate twice: before it takes effect and after. So a test can kill the process at each of those points,
/// or let two processes take turns.
/// </summary>
public class PortGate
{
    /// <summary>A gate that nobody guards.</summary>
    public static PortGate Open { get; } = new();

    public virtual Task PassAsync() => Task.CompletedTask;
}

/// <summary>The process dies at one passage; whatever it still tries after that has no effect.</summary>
public sealed class KillingGate(int killAt) : PortGate
{
    private int _passed;

    public bool Killed => _passed > killAt;

    public override Task PassAsync() => _passed++ >= killAt ? throw new ProcessKilledException() : Task.CompletedTask;
}

public sealed class ProcessKilledException() : Exception("The process was killed here.");

/// <summary>
/// Lets several processes take turns, in an order that the seed decides. A process keeps its turn for a burst of passages of any length, so
/// that one may finish all its work while another stands still between two of its calls.
/// </summary>
public sealed class Turnstile(Random random)
{
    private readonly List<Gate> _gates = [];

    public PortGate NewGate()
    {
        var gate = new Gate();
        _gates.Add(gate);
        return gate;
    }

    /// <summary>Runs the processes to their ends on this thread.</summary>
    public void Run(params Func<Task>[] processes)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var running = processes.Select(p => p()).ToList();
            while (_gates.Where(g => g.Waiting is not null).ToList() is { Count: > 0 } waiting)
            {
                var turn = waiting[random.Next(waiting.Count)];
                for (var left = random.Next(1, 25); left > 0 && turn.Waiting is not null; left--)
                    turn.LetPass();
            }
            foreach (var process in running)
            {
                Assert.True(process.IsCompleted);
                process.GetAwaiter().GetResult();
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private sealed class Gate : PortGate
    {
        public TaskCompletionSource? Waiting { get; private set; }

        public override Task PassAsync() => (Waiting = new TaskCompletionSource()).Task;

        public void LetPass()
        {
            var passing = Waiting!;
            Waiting = null;
            passing.SetResult(); // continues right here, up to the process's next passage
        }
    }
}
