using Watchdog.Core.Breaker.Tests.Support;
using Watchdog.Core.Resources;

namespace Watchdog.Core.Breaker.Tests.Breaker.Trials;

public sealed class TrialsTests
{
    private const int Usual = 20;
    private const int Onset = TrialWorld.Onset;

    [Theory]
    [InlineData(ResourceKind.Queue, 1.0, 3)]
    [InlineData(ResourceKind.Queue, 2.0, 3)]
    [InlineData(ResourceKind.Table, 1.0, 5)]
    [InlineData(ResourceKind.Table, 2.0, 5)]
    [InlineData(ResourceKind.Topic, 1.0, 5)]
    [InlineData(ResourceKind.Topic, 2.0, 5)]
    public async Task A_loop_is_proven_in_time(ResourceKind trigger, double gain, int withinMinutes)
    {
        var world = new TrialWorld(trigger, gain, _ => Usual);
        var (verdict, minutes) = await PlayAsync(world);
        Assert.Equal(CircuitAction.Trip, verdict.Action);
        Assert.InRange(minutes, 1, withinMinutes);
        Assert.NotEmpty(verdict.Evidence);
    }

    [Theory]
    [InlineData(ResourceKind.Queue, 2)]
    [InlineData(ResourceKind.Table, 6)]
    [InlineData(ResourceKind.Topic, 6)]
    public async Task Outside_traffic_is_released_and_its_level_is_remembered(ResourceKind trigger, int withinMinutes)
    {
        var world = new TrialWorld(trigger, gain: 0, minute => minute < Onset ? Usual : 5_000);
        var (verdict, minutes) = await PlayAsync(world);
        Assert.Equal(CircuitAction.Release, verdict.Action);
        Assert.InRange(verdict.Outside!.PerMinute, 4_000, 6_000);
        Assert.InRange(minutes, 1, withinMinutes);
    }

    public static TheoryData<string> Crowds => ["steps", "goes", "bursts", "ramps", "drowns"];

    [Theory]
    [MemberData(nameof(Crowds))]
    public async Task No_crowd_is_taken_for_a_loop_whatever_the_dice_say(string kind)
    {
        Func<int, double> outside = kind switch
        {
            "steps" => minute => minute < Onset ? Usual : 6_500,
            "goes" => minute => minute is >= Onset and < Onset + 4 ? 3_000 : Usual,
            "bursts" => minute => minute >= Onset && minute % 3 != 0 ? 4_000 : Usual,
            "ramps" => minute => Usual * Math.Pow(1.6, Math.Clamp(minute - Onset, 0, 12)),
            _ => minute => minute < Onset ? 600 : 60_000,
        };
        for (var seed = 1; seed <= 40; seed++)
        {
            foreach (var trigger in new[] { ResourceKind.Queue, ResourceKind.Table, ResourceKind.Topic })
            {
                var (verdict, _) = await PlayAsync(new TrialWorld(trigger, gain: 0, outside, seed));
                Assert.True(verdict.Action == CircuitAction.Release, $"{trigger}, seed {seed}: {verdict.Reason} {string.Join(' ', verdict.Evidence)}");
            }
        }
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(1.2)]
    [InlineData(10.0)]
    public async Task A_loop_amid_outside_traffic_is_proven_all_the_same(double gain)
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var (verdict, minutes) = await PlayAsync(new TrialWorld(ResourceKind.Queue, gain, minute => minute < Onset ? Usual : 600, seed));
            Assert.True(verdict.Action == CircuitAction.Trip && minutes <= 5, $"seed {seed}, {minutes} min: {verdict.Reason} {string.Join(' ', verdict.Evidence)}");
        }
    }

    [Fact]
    public async Task A_tick_that_was_looked_at_before_changes_nothing()
    {
        var (trials, world, circuit) = await ContainAsync(new TrialWorld(ResourceKind.Queue, 2, _ => Usual));
        world.Pass(circuit.Trial);
        var first = Assert.IsType<TrialStep.GoOn>(await trials.StepAsync(circuit, isClean: true, world.Now, CancellationToken.None));
        Assert.IsType<TrialStep.Wait>(await trials.StepAsync(circuit with { Trial = first.Trial }, isClean: true, world.Now, CancellationToken.None));
    }

    [Fact]
    public async Task A_phase_that_was_not_in_force_is_lengthened_and_not_judged()
    {
        var (trials, world, circuit) = await ContainAsync(new TrialWorld(ResourceKind.Queue, 2, _ => Usual));
        world.Pass(null);
        var step = Assert.IsType<TrialStep.GoOn>(await trials.StepAsync(circuit, isClean: false, world.Now, CancellationToken.None));
        Assert.Equal(circuit.Trial!.Spans, step.Trial.Spans);
        Assert.False(step.Trial.Samples[^1].IsClean);
    }

    [Fact]
    public async Task What_could_not_be_planned_is_given_back_after_ten_minutes()
    {
        var world = new TrialWorld(ResourceKind.Queue, 2, _ => Usual);
        var trials = new Watchdog.Core.Breaker.Trials(world, world);
        var circuit = Contained(null, An.Nine);
        Assert.IsType<TrialStep.Wait>(await trials.StepAsync(circuit, isClean: true, An.Nine.AddMinutes(9), CancellationToken.None));
        Assert.Equal(
            CircuitAction.Release,
            Assert.IsType<TrialStep.Verdict>(await trials.StepAsync(circuit, isClean: true, An.Nine.AddMinutes(10), CancellationToken.None)).Action);
    }

    [Fact]
    public async Task A_queue_that_has_gone_does_not_keep_its_function_held_for_ever()
    {
        var (trials, world, circuit) = await ContainAsync(new TrialWorld(ResourceKind.Queue, 2, _ => Usual));
        world.HasGone = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => trials.StepAsync(circuit, isClean: true, circuit.Since.AddMinutes(9), CancellationToken.None));
        var verdict = Assert.IsType<TrialStep.Verdict>(await trials.StepAsync(circuit, isClean: true, circuit.Since.AddMinutes(10), CancellationToken.None));
        Assert.Equal(CircuitAction.Release, verdict.Action);
        Assert.Contains("Queue work has gone", verdict.Reason, StringComparison.Ordinal);
    }

    private static async Task<(TrialStep.Verdict Verdict, int Minutes)> PlayAsync(TrialWorld world)
    {
        var (trials, _, circuit) = await ContainAsync(world);
        for (var minute = 1; minute <= 30; minute++)
        {
            world.Pass(circuit.Trial);
            switch (await trials.StepAsync(circuit, isClean: true, world.Now, CancellationToken.None))
            {
                case TrialStep.GoOn goOn:
                    circuit = circuit with { Trial = goOn.Trial };
                    break;
                case TrialStep.Verdict verdict:
                    return (verdict, minute);
                default:
                    break;
            }
        }
        throw new InvalidOperationException("The trial came to no verdict within 30 minutes.");
    }

    /// <summary>Three minutes after the onset, as a breaker would be about to.</summary>
    private static async Task<(Watchdog.Core.Breaker.Trials Trials, TrialWorld World, Circuit Circuit)> ContainAsync(TrialWorld world)
    {
        for (var minute = 0; minute < Onset + 3; minute++)
            world.Pass(null);
        var trials = new Watchdog.Core.Breaker.Trials(world, world);
        var trial = await trials.PlanAsync(world.Loop, world.Inventory, Circuit.Untouched("orders"), world.Now, CancellationToken.None);
        return (trials, world, Contained(trial, world.Now));
    }

    private static Circuit Contained(Trial? trial, DateTimeOffset since) =>
        new("orders", CircuitState.Contained, since, [], "RecursionWatcher", "A spike.", Applied: true, Version: 2) { Trial = trial };
}
