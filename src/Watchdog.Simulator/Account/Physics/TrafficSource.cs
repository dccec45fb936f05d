namespace Watchdog.Simulator.Account.Physics;

/// <summary>Traffic from outside to a queue or a function: Poisson arrivals with the rate of the moment, or exactly as many as the rate says.</summary>
internal sealed class TrafficSource(RateSchedule rates, bool exact, RandomStream random, Action<long> arrive)
{
    private double due;
    private double floorRate;
    private double floor;

    public void Arrive(int second)
    {
        var rate = rates.At(second);
        if (rate <= 0) return;
        long count;
        if (exact)
        {
            // The small addition keeps ten times 0.1 from falling short of 1.
            due += rate;
            count = (long)Math.Floor(due + 1e-9);
            due -= count;
        }
        else
        {
            if (rate != floorRate) (floorRate, floor) = (rate, Math.Exp(-rate));
            count = Sampling.Poisson(random, rate, floor);
        }

        if (count > 0) arrive(count);
    }
}
