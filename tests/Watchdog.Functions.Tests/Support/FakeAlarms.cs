using Watchdog.Core.Alarms;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;

namespace Watchdog.Functions.Tests.Support;

internal sealed class FakeAlarms(params string[] names) : IAlarmControl
{
    private static readonly ResourceId Orders = ResourceId.Function("orders");

    public List<string> Names { get; } = [.. names];

    /// <summary>CloudWatch refuses to say which there are.</summary>
    public bool IsDenied { get; init; }

    public Task<IReadOnlyList<ResourceAlarm>> ReadAsync(CancellationToken cancellationToken) => IsDenied
        ? throw new InvalidOperationException("User is not authorized to perform: cloudwatch:DescribeAlarms")
        : Task.FromResult<IReadOnlyList<ResourceAlarm>>(
        [
            .. Names.Select(name => new ResourceAlarm(
                name, Orders, "A test.", LambdaMetrics.Invocations(), TimeSpan.FromMinutes(1), Threshold: 1, Periods: 1, Breaching: 1)),
        ]);

    public Task PutAsync(ResourceAlarm alarm, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task DeleteAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        Names.RemoveAll(names.Contains);
        return Task.CompletedTask;
    }
}
