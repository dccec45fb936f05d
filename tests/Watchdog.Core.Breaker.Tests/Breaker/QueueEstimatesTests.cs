using Watchdog.Core.Breaker.Tests.Support;
using Watchdog.Core.Signals;

namespace Watchdog.Core.Breaker.Tests.Breaker;

public sealed class QueueEstimatesTests
{
    [Fact]
    public void By_as_much_as_a_queue_grew_at_least_has_arrived_whatever_CloudWatch_has_published() => Assert.Equal(
        [10, 12, 700, 800],
        Extend(counted: [10, 12, 600, null], growth: [5, null, 700, 800], inFlight: [1, 1, 1, 1], milliseconds: null));

    [Fact]
    public void What_is_in_flight_tells_of_the_minutes_after_one_that_stood_out() => Assert.Equal(
        [10, 10, 10, 10, 40, 120, 180],
        Extend(counted: [10, 10, 10, 10, 40, null, null], growth: [], inFlight: [2, 2, 2, 2, 10, 20, 30], milliseconds: 10_000));

    [Fact]
    public void A_function_that_has_become_slow_has_no_more_to_do_however_much_is_in_flight() => Assert.Equal(
        [10, 10, 10, 10, 11, null, null],
        Extend(counted: [10, 10, 10, 10, 11, null, null], growth: [], inFlight: [2, 2, 2, 2, 100, 200, 300], milliseconds: 10_000));

    private static System.Collections.Immutable.ImmutableArray<double?> Extend(double?[] counted, double?[] growth, double?[] inFlight, double? milliseconds) =>
        QueueEstimates.Extend(Of(counted), Of(growth.Length == 0 ? new double?[counted.Length] : growth), Of(inFlight), milliseconds).Points;

    private static Series Of(double?[] points) => new(new TimeWindow(An.Nine, An.Nine.AddMinutes(points.Length)), [.. points]);
}
