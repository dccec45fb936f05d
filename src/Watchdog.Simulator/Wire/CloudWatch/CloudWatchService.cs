using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.CloudWatch.Alarms;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.CloudWatch;

/// <summary>Amazon CloudWatch, over awsJson 1.0 and, for older clients, over query/XML: metrics, and how alarms are set up.</summary>
public sealed class CloudWatchService : IWireService
{
    private const string TargetPrefix = "GraniteServiceVersion20100801";

    private readonly SimulatedAccount _account;
    private readonly Dictionary<string, Operation> _operations;
    private readonly Query _query;

    public CloudWatchService(SimulatedAccount account, CloudWatchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(account);
        options ??= new CloudWatchOptions();
        _account = account;
        var alarms = new MetricAlarms(account, options);
        _operations = new()
        {
            ["DeleteAlarms"] = alarms.Delete,
            ["DescribeAlarms"] = alarms.Describe,
            ["GetMetricData"] = new GetMetricData(account, options).Run,
            ["GetMetricStatistics"] = new GetMetricStatistics(account).Run,
            ["ListMetrics"] = new ListMetrics(account, options).Run,
            ["PutMetricAlarm"] = alarms.Put,
            ["PutMetricData"] = new PutMetricData(account).Run,
        };
        _query = new Query("http://monitoring.amazonaws.com/doc/2010-08-01/", "2010-08-01", _operations, account.Gate, Errors.Missing);
    }

    public string SigningName => "monitoring";

    public IReadOnlyCollection<string> Operations => _operations.Keys;

    public string OperationOf(WireRequest request) => Query.IsSpokenBy(request) ? Query.OperationOf(request) : AwsJson.OperationOf(request);

    public WireResponse Refuse(WireRequest request, string operation, AwsException error) =>
        Query.IsSpokenBy(request) ? _query.Refuse(request, operation, error) : AwsJson.Error(request, operation, error);

    public Task<WireResponse> HandleAsync(WireRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.FromResult(Query.IsSpokenBy(request)
            ? _query.Handle(request)
            : AwsJson.Handle(request, TargetPrefix, _operations, _account.Gate, Errors.Missing));
    }
}
