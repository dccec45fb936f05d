using Amazon.SecurityToken;
using Microsoft.Extensions.DependencyInjection;
using Watchdog.Core.Ports;
using Watchdog.Tests.Support;

namespace Watchdog.Aws.Tests;

public sealed class ServicesTests(MotoServer moto)
{
    private static readonly AwsOptions _options = new("table", "arn:aws:sns:us-east-1:123456789012:alerts", "watchdog-CircuitBreaker");

    private const string Bus = "arn:aws:events:eu-west-1:999999999999:event-bus/operations";

    [Theory]
    [InlineData(typeof(IInventorySource))]
    [InlineData(typeof(IVersionSource))]
    [InlineData(typeof(IMetricSource))]
    [InlineData(typeof(IQueueDepthSource))]
    [InlineData(typeof(IPermissionSource))]
    [InlineData(typeof(IMappingControl))]
    [InlineData(typeof(IConcurrencyControl))]
    [InlineData(typeof(IRuleControl))]
    [InlineData(typeof(ITickLedger))]
    [InlineData(typeof(IIncidentStore))]
    [InlineData(typeof(ICircuitStore))]
    [InlineData(typeof(INotifier))]
    [InlineData(typeof(IBreakerRequests))]
    [InlineData(typeof(AccountIdentity))]
    [InlineData(typeof(ICallCosts))]
    public void Every_port_has_its_adapter(Type port) => Assert.Contains(new ServiceCollection().AddWatchdogAws(_options), s => s.ServiceType == port);

    [Fact]
    public void Every_port_of_the_core_is_registered()
    {
        var registered = new ServiceCollection().AddWatchdogAws(_options with { EventBusArn = Bus }).Select(s => s.ServiceType).ToHashSet();
        var ports = typeof(INotifier).Assembly.GetTypes().Where(t => t.IsInterface && t.Namespace == typeof(INotifier).Namespace);
        Assert.All(ports, port => Assert.Contains(port, registered));
    }

    [Theory]
    [InlineData("", "arn:aws:sns:us-east-1:1:t", "b", "TableName")]
    [InlineData("t", "alerts", "b", "TopicArn")]
    [InlineData("t", "arn:aws:sqs:us-east-1:1:t", "b", "TopicArn")]
    [InlineData("t", "arn:aws:sns:us-east-1:1:t", " ", "BreakerFunction")]
    public void An_option_that_is_wrong_is_named(string table, string topic, string breaker, string named)
    {
        var error = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddWatchdogAws(new AwsOptions(table, topic, breaker)));
        Assert.StartsWith(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_central_bus_is_there_only_when_it_is_asked_for()
    {
        Assert.DoesNotContain(new ServiceCollection().AddWatchdogAws(_options), s => s.ServiceType == typeof(IEventBus));
        var error = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddWatchdogAws(_options with { EventBusArn = "operations" }));
        Assert.StartsWith("EventBusArn is 'operations'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_account_is_the_one_that_the_credentials_belong_to()
    {
        moto.Require();
        using var sts = new AmazonSecurityTokenServiceClient(Clients.Credentials, Clients.For(new AmazonSecurityTokenServiceConfig(), moto.Url));
        Assert.Equal("123456789012", await new AccountIdentity(sts).ReadAccountIdAsync(TestContext.Current.CancellationToken));
    }
}
