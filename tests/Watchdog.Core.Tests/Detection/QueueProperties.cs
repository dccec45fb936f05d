using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Watchdog.Core.Detection;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Tests.Support;

namespace Watchdog.Core.Tests.Detection;

/// <summary>What must hold whatever the numbers are: worse is never better, and nothing is counted twice.</summary>
public class QueueProperties
{
    private const int Minutes = 60;

    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(20260105, 1);

    private static Series Each(Func<int, double> value) => Given.Series([.. Enumerable.Range(0, Minutes).Select(i => (double?)value(i))]);

    private static Gen<int[]> Counts(int most, int length) => Gen.ArrayOf(Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(0, most))), length);

    private static DeadLetterSignals Letters(Series total, Series deleted) => new(
        Given.Queue("work-dlq"), new QueueDepth((long)total.Last!.Value, 0, 0), total, Given.Constant(0, Minutes), Given.Constant(0, Minutes), deleted,
        ImmutableArray<DeadLetterSource>.Empty);

    [Fact]
    public void Every_dead_letter_is_counted_once_whoever_takes_it_away() =>
        Prop.ForAll(Counts(20, Minutes).ToArbitrary(), Counts(100, Minutes).ToArbitrary(), (arrivals, takes) =>
        {
            // The last minutes are quiet, so that nothing is still to be confirmed.
            var on = 0;
            var total = new double[Minutes];
            var deleted = new double[Minutes];
            for (var minute = 0; minute < Minutes; minute++)
            {
                on += minute < Minutes - 4 && minute > 0 ? arrivals[minute] : 0;
                deleted[minute] = minute < Minutes - 4 ? Math.Min(on, takes[minute]) : 0;
                on -= (int)deleted[minute];
                total[minute] = on;
            }
            return Letters(Each(i => total[i]), Each(i => deleted[i])).Arrivals().Sum == arrivals.Skip(1).Take(Minutes - 5).Sum();
        }).Check(Seeded);

    [Fact]
    public void Taking_away_what_lies_there_is_never_an_arrival() =>
        Prop.ForAll(Gen.Choose(1, 5_000).ToArbitrary(), Counts(300, Minutes).ToArbitrary(), (lies, takes) =>
        {
            var total = new double[Minutes];
            var deleted = new double[Minutes];
            for (var (minute, on) = (0, lies); minute < Minutes; minute++)
            {
                deleted[minute] = minute == 0 ? 0 : Math.Min(on, takes[minute]);
                on -= (int)deleted[minute];
                total[minute] = on;
            }
            return DeadLetters.Judge(Letters(Each(i => total[i]), Each(i => deleted[i])), new DeadLettersOptions()) is Judgement.Healthy;
        }).Check(Seeded);

    private static Judgement Pressure(double arrivals, double deletions) => Backpressure.Judge(
        new QueueSignals(
            Given.Queue("work"),
            new QueueDepth((long)((arrivals - deletions) * 20), 10, 0),
            Each(i => Math.Max(0, (arrivals - deletions) * (i - 39))),
            Given.Constant(60, Minutes), Given.Constant(arrivals, Minutes), Given.Constant(deletions, Minutes), Given.Constant(deletions, Minutes),
            [new Consumer(Given.Mapping("work", "orders"), Given.Signals("orders", Given.Constant(deletions, Minutes)))]),
        new BackpressureOptions(), Given.Stack);

    [Fact]
    public void More_arrivals_are_never_less_backpressure() =>
        Prop.ForAll(Gen.Choose(1, 2_000).ToArbitrary(), Gen.Choose(1, 2_000).ToArbitrary(), Gen.Choose(1, 2_000).ToArbitrary(), (deletions, excess, more) =>
            Pressure(deletions + excess, deletions) is not Judgement.Trouble || Pressure(deletions + excess + more, deletions) is Judgement.Trouble).Check(Seeded);

    private static Judgement Stall(double errors, double deleted) => ErrorStall.Judge(
        new QueueSignals(
            Given.Queue("work"), new QueueDepth(100, 10, 0), Given.Constant(100, Minutes), Given.Constant(60, Minutes), Given.Constant(50, Minutes),
            Given.Constant(50, Minutes), Given.Constant(deleted, Minutes),
            [new Consumer(Given.Mapping("work", "orders"), Given.Signals("orders", Given.Constant(50, Minutes), errors: Given.Constant(errors, Minutes)))]),
        new ErrorStallOptions());

    [Fact]
    public void More_errors_and_fewer_deletions_are_never_less_of_a_stall() =>
        Prop.ForAll(Gen.Choose(0, 50).ToArbitrary(), Gen.Choose(0, 50).ToArbitrary(), Gen.Choose(0, 50).ToArbitrary(), (errors, deleted, worse) =>
            Stall(errors, deleted) is not Judgement.Trouble || Stall(Math.Min(50, errors + worse), Math.Max(0, deleted - worse)) is Judgement.Trouble).Check(Seeded);

    private static Judgement Lag(double slope, double errors) => StreamLag.Judge(
        new StreamSignals(
            new EventStream(new ResourceId(ResourceKind.Stream, "clicks"), "arn:aws:kinesis:us-east-1:123456789012:stream/clicks", TimeSpan.FromDays(1)),
            [
                new StreamConsumer(
                    Given.Mapping("clicks", "aggregate"), Each(i => 2 + Math.Max(0, slope * (i - 39))),
                    Given.Signals("aggregate", Given.Constant(60, Minutes), errors: Given.Constant(errors, Minutes), duration: Given.Constant(500, Minutes))),
            ]),
        new StreamLagOptions());

    [Fact]
    public void A_lag_that_grows_faster_is_never_less_of_one() =>
        Prop.ForAll(Gen.Choose(0, 60).ToArbitrary(), Gen.Choose(0, 60).ToArbitrary(), Gen.Choose(0, 60).ToArbitrary(), (slope, faster, errors) =>
            Lag(slope, errors) is not Judgement.Trouble || Lag(Math.Min(60, slope + faster), errors) is Judgement.Trouble).Check(Seeded);
}
