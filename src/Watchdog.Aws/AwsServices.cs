using Amazon;
using Amazon.CloudWatch;
using Amazon.DynamoDBv2;
using Amazon.EventBridge;
using Amazon.IdentityManagement;
using Amazon.Kinesis;
using Amazon.Lambda;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SimpleNotificationService;
using Amazon.SQS;
using Microsoft.Extensions.DependencyInjection;
using Watchdog.Aws.Account;
using Watchdog.Aws.Calls;
using Watchdog.Aws.Messages;
using Watchdog.Aws.Metrics;
using Watchdog.Aws.Permissions;
using Watchdog.Aws.State;
using Watchdog.Aws.Triggers;
using Watchdog.Aws.Versions;
using Watchdog.Core.Ports;
using Arn = Watchdog.Core.Resources.Arn;

namespace Watchdog.Aws;

public static class AwsServices
{
    /// <summary>
    /// Registers an adapter for every port and the clients behind them. The clients take region,
    /// credentials and endpoints from the environment.
    /// </summary>
    /// <exception cref="ArgumentException">An option is missing or of another form.</exception>
    public static IServiceCollection AddWatchdogAws(this IServiceCollection services, AwsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.AddSingleton(options.Validated());
        FailedConnections.NameCalls();
        if (options.EventBusArn is { } bus)
            services.AddSingleton<IEventBus>(p => new CentralBus(
                Counted(p, new AmazonEventBridgeClient(RegionEndpoint.GetBySystemName(Arn.Parse(bus).Region))), bus));
        services.AddSingleton<CallCosts>().AddSingleton<ICallCosts>(p => p.GetRequiredService<CallCosts>());
        return services.AddClients().AddPorts();
    }

    private static IServiceCollection AddClients(this IServiceCollection services) => services
        .AddSingleton<IAmazonCloudWatch>(p => Counted(p, new AmazonCloudWatchClient()))
        .AddSingleton<IAmazonDynamoDB>(p => Counted(p, new AmazonDynamoDBClient()))
        .AddSingleton<IAmazonEventBridge>(p => Counted(p, new AmazonEventBridgeClient()))
        .AddSingleton<IAmazonIdentityManagementService>(p => Counted(p, new AmazonIdentityManagementServiceClient()))
        .AddSingleton<IAmazonKinesis>(p => Counted(p, new AmazonKinesisClient()))
        .AddSingleton<IAmazonLambda>(p => Counted(p, new AmazonLambdaClient()))
        .AddSingleton<IAmazonSecurityTokenService>(p => Counted(p, new AmazonSecurityTokenServiceClient()))
        .AddSingleton<IAmazonSimpleNotificationService>(p => Counted(p, new AmazonSimpleNotificationServiceClient()))
        .AddSingleton<IAmazonSQS>(p => Counted(p, new AmazonSQSClient()));

    private static TClient Counted<TClient>(IServiceProvider services, TClient client)
        where TClient : AmazonServiceClient => services.GetRequiredService<CallCosts>().Count(client);

    private static IServiceCollection AddPorts(this IServiceCollection services) => services
        .AddSingleton<IInventorySource>(p => new InventorySource(
            p.GetRequiredService<IAmazonLambda>(), p.GetRequiredService<IAmazonSQS>(), p.GetRequiredService<IAmazonKinesis>()))
        .AddSingleton<IVersionSource>(p => new VersionSource(p.GetRequiredService<IAmazonLambda>()))
        .AddSingleton<IMetricSource>(p => new MetricSource(p.GetRequiredService<IAmazonCloudWatch>()))
        .AddSingleton<IQueueDepthSource>(p => new QueueDepthSource(p.GetRequiredService<IAmazonSQS>()))
        .AddSingleton<IPermissionSource>(p => new PermissionSource(p.GetRequiredService<IAmazonIdentityManagementService>()))
        .AddSingleton<IMappingControl>(p => new MappingControl(p.GetRequiredService<IAmazonLambda>()))
        .AddSingleton<IConcurrencyControl>(p => new ConcurrencyControl(p.GetRequiredService<IAmazonLambda>()))
        .AddSingleton<IRuleControl>(p => new RuleControl(p.GetRequiredService<IAmazonEventBridge>()))
        .AddSingleton(p => new Table(p.GetRequiredService<IAmazonDynamoDB>(), p.GetRequiredService<AwsOptions>().TableName))
        .AddSingleton<ITickLedger>(p => new TickLedger(p.GetRequiredService<Table>()))
        .AddSingleton<IIncidentStore>(p => new IncidentStore(p.GetRequiredService<Table>()))
        .AddSingleton<ICircuitStore>(p => new CircuitStore(p.GetRequiredService<Table>()))
        .AddSingleton<INotifier>(p => new SnsNotifier(
            p.GetRequiredService<IAmazonSimpleNotificationService>(), p.GetRequiredService<AwsOptions>().TopicArn))
        .AddSingleton<IBreakerRequests>(p => new BreakerRequests(
            p.GetRequiredService<IAmazonLambda>(), p.GetRequiredService<AwsOptions>().BreakerFunction))
        .AddSingleton(p => new AccountIdentity(p.GetRequiredService<IAmazonSecurityTokenService>()));
}
