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

/// <summary>Lets several processes take turns, one passage at a time, in an order that the seed decides.</summary>
public sealed class Turnstile(Random random) : PortGate
{
    private readonly List<TaskCompletionSource> _waiting = [];

    public override Task PassAsync()
    {
        var pass = new TaskCompletionSource();
        _waiting.Add(pass);
        return pass.Task;
    }

    /// <summary>Runs the processes to their ends on this thread.</summary>
    public void Run(params Func<Task>[] processes)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var running = processes.Select(p => p()).ToList();
            while (_waiting.Count > 0)
            {
                var next = _waiting[random.Next(_waiting.Count)];
                _waiting.Remove(next);
                next.SetResult(); // continues right here, up to that process's next passage
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
}
