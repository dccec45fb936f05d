using Watchdog.Core.Alarms;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Tests.Support;

/// <summary>CloudWatch's alarms and who asks for them, as a test put them; remembers what was written, and fails as it is told to.</summary>
internal sealed class FakeAlarms : IAlarmRequests, IAlarmControl
{
    public HashSet<string> Asking { get; } = [];

    public Dictionary<string, ResourceAlarm> There { get; } = [];

    /// <summary><c>put NAME</c> and <c>delete NAME</c>, in order.</summary>
    public List<string> Writes { get; } = [];

    public bool RefusesTags { get; set; }

    public bool RefusesReads { get; set; }

    /// <summary>Reads are not answered at all.</summary>
    public bool Hangs { get; set; }

    /// <summary>Alarms that cannot be put.</summary>
    public Func<string, bool> RefusesPut { get; set; } = _ => false;

    public int PutsTried { get; private set; }

    Task<IReadOnlyCollection<Arn>> IAlarmRequests.ReadAsync(CancellationToken cancellationToken) => RefusesTags
        ? throw new InvalidOperationException("tag:GetResources is not allowed")
        : Task.FromResult<IReadOnlyCollection<Arn>>([.. Asking.Select(Arn.Parse)]);

    async Task<IReadOnlyList<ResourceAlarm>> IAlarmControl.ReadAsync(CancellationToken cancellationToken)
    {
        if (Hangs)
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return RefusesReads ? throw new InvalidOperationException("cloudwatch:DescribeAlarms is not allowed") : [.. There.Values];
    }

    public Task PutAsync(ResourceAlarm alarm, CancellationToken cancellationToken)
    {
        PutsTried++;
        if (RefusesPut(alarm.Name))
            throw new InvalidOperationException($"no {alarm.Name}");
        There[alarm.Name] = alarm;
        Writes.Add($"put {alarm.Name}");
        return Task.CompletedTask;
    }

    public Task DeleteAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            There.Remove(name);
            Writes.Add($"delete {name}");
        }
        return Task.CompletedTask;
    }
}
