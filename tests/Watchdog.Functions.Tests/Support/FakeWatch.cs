using Watchdog.Core.Detection;
using Watchdog.Core.Incidents;
using Watchdog.Core.Watching;

namespace Watchdog.Functions.Tests.Support;

/// <summary>A watch that says what it is told to, and remembers when it was asked.</summary>
internal sealed class FakeWatch(params Judgement[] judgements) : IWatch
{
    public string Name => "TestWatcher";

    public List<DateTimeOffset> AskedAt { get; } = [];

    public Action<DateTimeOffset>? WhenAsked { get; init; }

    public Exception? Fault { get; init; }

    public Task<IReadOnlyCollection<Judgement>> JudgeAsync(
        IReadOnlyList<Incident> open, DateTimeOffset now, CancellationToken cancellationToken)
    {
        AskedAt.Add(now);
        WhenAsked?.Invoke(now);
        return Fault is null ? Task.FromResult<IReadOnlyCollection<Judgement>>(judgements) : throw Fault;
    }
}
