using Watchdog.Core.Detection;
using Watchdog.Core.Resources;
using Watchdog.Core.Signals;
using Watchdog.Core.Tests.Support;

namespace Watchdog.Core.Tests.Detection;

public class DependencyNamingTests
{
    private static readonly (string, string) Payments = ("PAYMENTS_URL", "https://payments.example.com/v1");

    private static readonly (string, string) Post = ("POST_URL", "https://post.example.com");

    private static DependencyReading Reading(
        string function, string dependency, double failures = 0, double? latency = 100, double calls = 60, double missing = 0) =>
        new(function, dependency, calls, failures, 0.01, latency, 100, missing);

    private static Series Minutes(double before, double after) =>
        Given.Series([.. Enumerable.Repeat<double?>(before, GivenHistory.Usual), .. Enumerable.Repeat<double?>(after, 5)]);

    [Fact]
    public void The_dependency_whose_calls_fail_is_named_by_the_functions_own_metrics()
    {
        var one = GivenHistory.Suffering("orders");
        var evidence = DependencyNaming.Of(one, [one], [Reading("orders", "stock"), Reading("orders", "payments", failures: 0.5)], []);
        Assert.Equal((ResourceKind.Dependency, "payments"), (evidence.Cause!.Resource!.Value.Kind, evidence.Cause.Id));
        Assert.Contains("50 %", evidence.Cause.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_bad_dependencies_the_one_that_more_functions_suffer_from_is_named()
    {
        var (orders, refunds) = (GivenHistory.Suffering("orders"), GivenHistory.Suffering("refunds"));
        var evidence = DependencyNaming.Of(
            orders,
            [orders, refunds],
            [Reading("orders", "audit", latency: 2_000), Reading("orders", "payments", latency: 900), Reading("refunds", "payments", latency: 900)],
            []);
        Assert.Equal("payments", evidence.Cause!.Id);
        Assert.Equal("refunds", Assert.Single(evidence.Others));
    }

    [Fact]
    public void Calls_as_ever_name_nothing()
    {
        var one = GivenHistory.Suffering("orders");
        Assert.Null(DependencyNaming.Of(one, [one], [Reading("orders", "stock")], []).Cause);
    }

    [Fact]
    public void Without_metrics_the_host_that_only_the_suffering_share_is_named()
    {
        var suffering = new[] { GivenHistory.Suffering("checkout", environment: Payments), GivenHistory.Suffering("refunds", environment: [Payments, Post]) };
        var healthy = GivenHistory.Calling("letters", Post);
        Assert.Equal("payments.example.com", DependencyNaming.Of(suffering[0], suffering, [], [healthy]).Cause!.Id);
    }

    [Fact]
    public void A_host_that_a_healthy_function_names_too_is_not_accused()
    {
        var suffering = new[] { GivenHistory.Suffering("checkout", environment: Payments), GivenHistory.Suffering("refunds", environment: Payments) };
        var evidence = DependencyNaming.Of(suffering[0], suffering, [], [GivenHistory.Calling("invoices", Payments)]);
        Assert.Null(evidence.Cause);
        Assert.Equal("refunds", Assert.Single(evidence.Others));
    }

    [Fact]
    public void One_function_alone_accuses_nobody_but_says_what_its_environment_names()
    {
        var one = GivenHistory.Suffering("checkout", environment: Payments);
        var evidence = DependencyNaming.Of(one, [one], [], []);
        Assert.Null(evidence.Cause);
        Assert.Equal("payments.example.com", Assert.Single(evidence.Places));
    }

    [Fact]
    public void Two_outages_at_once_are_two_dependencies()
    {
        Suffering[] all =
        [
            GivenHistory.Suffering("a", environment: Payments), GivenHistory.Suffering("b", environment: Payments),
            GivenHistory.Suffering("c", environment: Post), GivenHistory.Suffering("d", environment: Post),
        ];
        Assert.Equal(
            ["payments.example.com", "payments.example.com", "post.example.com", "post.example.com"],
            all.Select(one => DependencyNaming.Of(one, all, [], []).Cause!.Id));
    }

    [Fact]
    public void What_began_an_hour_apart_is_not_one_outage()
    {
        var suffering = new[] { GivenHistory.Suffering("checkout", environment: Payments), GivenHistory.Suffering("refunds", GivenHistory.Usual - 60, Payments) };
        Assert.Null(DependencyNaming.Of(suffering[0], suffering, [], []).Cause);
    }

    [Theory]
    [InlineData("https://Payments.example.com/v1?x=1", "payments.example.com")]
    [InlineData("postgres://user:secret@db.prod.internal:5432/orders", "db.prod.internal")]
    [InlineData("cache.prod.internal:6379", "cache.prod.internal")]
    [InlineData("arn:aws:dynamodb:us-east-1:123456789012:table/orders", "arn:aws:dynamodb:us-east-1:123456789012:table/orders")]
    [InlineData("orders.abc123.us-east-1.rds.amazonaws.com", "orders.abc123.us-east-1.rds.amazonaws.com")]
    [InlineData("https://sqs.us-east-1.amazonaws.com/123456789012/work", null)]
    [InlineData("INFO", null)]
    [InlineData("settings.json", null)]
    [InlineData("1.2.3", null)]
    public void An_environment_names_places(string value, string? expected) =>
        Assert.Equal(expected, NamedAddresses.Of(GivenHistory.Calling("orders", ("VALUE", value))).SingleOrDefault());

    [Fact]
    public void A_reading_compares_the_calls_before_with_those_since()
    {
        var reading = DependencyReading.Of(
            "orders", "payments", Minutes(60, 60), Minutes(0, 30), Minutes(100, 100), Minutes(60, 60), Given.AtMinute(GivenHistory.Usual))!;
        Assert.Equal((0.5, 0.0, 0.0), (reading.FailureRatio, reading.UsualFailureRatio, reading.CallsMissing));
        Assert.True(reading is { IsFailing: true, IsSlow: false, IsHanging: false });
    }

    [Fact]
    public void Calls_that_never_return_are_missed()
    {
        var none = Minutes(0, 0);
        var calls = Given.Series([.. Enumerable.Repeat<double?>(60, GivenHistory.Usual), .. Enumerable.Repeat<double?>(null, 5)]);
        var reading = DependencyReading.Of("orders", "payments", calls, none, calls, Minutes(60, 60), Given.AtMinute(GivenHistory.Usual))!;
        Assert.True(reading is { IsHanging: true, IsFailing: false, IsSlow: false });
    }

    [Fact]
    public void What_was_never_called_before_says_nothing() => Assert.Null(DependencyReading.Of(
        "orders", "payments", Minutes(0, 60), Minutes(0, 60), Minutes(100, 100), Minutes(60, 60), Given.AtMinute(GivenHistory.Usual)));
}
