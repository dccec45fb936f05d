using Watchdog.Benchmarks.Breaker.Loops;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Benchmarks.Breaker.Playing;

/// <summary>What became of one loop, with each protection.</summary>
/// <param name="Spent">Invocations of the loop's functions from its onset on, for <see cref="Loop.Watched"/>, with Watchdog.</param>
/// <param name="Unprotected">The same with nothing.</param>
/// <param name="WithAws">The same with AWS's own detection; null where that does not look.</param>
internal sealed record LoopRun(Loop Loop, long Seed, Reaction Reaction, long Spent, long Unprotected, long? WithAws)
{
    public static async Task<LoopRun> PlayAsync(Loop loop, string mode, long seed, CancellationToken cancellationToken)
    {
        var watched = new InvocationCounter(loop);
        var played = await PlayedRun.WithWatchdogAsync(Scenario(Protection.Watchdog), watched.Look, cancellationToken);
        return new LoopRun(
            loop,
            seed,
            Reaction.Of(played.Actions, loop.Functions, Loop.Onset),
            watched.SinceOnset,
            Count(Protection.Nothing),
            loop.Family.IsSeenByAws() ? Count(Protection.Aws) : null);

        long Count(Protection protection)
        {
            var counter = new InvocationCounter(loop);
            PlayedRun.Unwatched(Scenario(protection), counter.Look);
            return counter.SinceOnset;
        }

        Scenario Scenario(Protection protection) => Simulator.Scenarios.Scenario.Parse(loop.Yaml(protection, mode, seed), loop.Name);
    }

    private sealed class InvocationCounter(Loop loop)
    {
        private long _before;

        public long SinceOnset { get; private set; }

        public void Look(int minute, SimulatedAccount account)
        {
            var all = loop.Functions.Sum(f => account.Functions[f].Totals.Invocations);
            if (minute == (int)Loop.Onset.TotalMinutes)
                _before = all;
            SinceOnset = all - _before;
        }
    }
}
