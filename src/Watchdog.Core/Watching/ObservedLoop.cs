using Watchdog.Core.Breaker;
using Watchdog.Core.Detection;
using Watchdog.Core.Topology;

namespace Watchdog.Core.Watching;

/// <summary>A function on a loop, as it is at one tick.</summary>
public sealed class ObservedLoop
{
    private readonly SpikeInput[] _inputs;
    private LoopEvidence? _evidence;

    internal ObservedLoop(Loop loop, ArrivalGauge gauge, FunctionSignals signals, SpikeInput[] inputs) =>
        (Loop, Gauge, Signals, _inputs) = (loop, gauge, signals, inputs);

    public Loop Loop { get; }

    public FunctionSignals Signals { get; }

    public LoopEvidence Evidence => _evidence ??= Judge();

    /// <summary>Whether a reservation that is not known yet could make a spike of it.</summary>
    public bool CouldBePinned => !IsSpike && _inputs.Any(input => SpikeDetector.WouldSpikeIfPinned(input, Now, Options));

    /// <summary>What arrives, or runs where that is not known: what the decision is made by.</summary>
    public SpikeInput Deciding => _inputs.FirstOrDefault(i => Evidence.Spike is SpikeJudgement.Spike spike && i.Unit == spike.Unit) ?? _inputs[0];

    internal ArrivalGauge Gauge { get; }

    internal bool IsSpike => Evidence.IsSpike;

    internal double Dropped { get; init; }

    internal NaturalExperiment? Natural { get; init; }

    internal DateTimeOffset Now { get; init; }

    internal SpikeOptions Options { get; init; } = SpikeOptions.Default;

    internal ObservedLoop LimitedTo(int reserved) => With(input => input with
    {
        Concurrency = input.Concurrency is { } use ? use with { Limit = Math.Min(use.Limit, reserved) } : null,
    });

    internal ObservedLoop Against(UsualMaxima maxima) => With(input => input with { HourlyMaxima = input.IsArrivals ? maxima.Arrivals : maxima.Invocations });

    private ObservedLoop With(Func<SpikeInput, SpikeInput> change) => new(Loop, Gauge, Signals, [.. _inputs.Select(change)])
    {
        Dropped = Dropped, Natural = Natural, Now = Now, Options = Options,
    };

    private LoopEvidence Judge()
    {
        var judgements = _inputs.Select(input => SpikeDetector.Judge(input, Now, Options)).ToArray();
        var spike = judgements.FirstOrDefault(j => j is SpikeJudgement.Spike) ?? judgements[0];
        return new LoopEvidence(Signals.Function.Name, Dropped, spike, Loop)
        {
            Natural = Natural,
            Rate = _inputs.Where(i => i.IsArrivals).Select(RateOf).FirstOrDefault(rate => rate > 0) ?? RateOf(_inputs[0]),
        };
    }

    private double? RateOf(SpikeInput input) => Rates.Of(input, Now, Options)?.Current.Rate;
}
