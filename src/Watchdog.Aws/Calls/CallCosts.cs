using Amazon.CloudWatch.Model;
using Amazon.Runtime;
using Watchdog.Core.Costs;
using Watchdog.Core.Ports;

namespace Watchdog.Aws.Calls;

/// <summary>
/// Adds up what the calls of clients cost. A call is counted when it is made, and once, however often the SDK repeats it: most of what is repeated
/// was refused, and what that costs is nothing or next to nothing.
/// </summary>
internal sealed class CallCosts : ICallCosts
{
    private readonly Lock _lock = new();
    private decimal _total;

    public decimal Total
    {
        get
        {
            lock (_lock)
                return _total;
        }
    }

    /// <returns>The client itself, whose calls are counted from now on.</returns>
    public TClient Count<TClient>(TClient client)
        where TClient : AmazonServiceClient
    {
        var service = client.Config.AuthenticationServiceName;
        client.BeforeRequestEvent += (_, e) =>
        {
            if (e is WebServiceRequestEventArgs call)
                Add(service, call.Request);
        };
        return client;
    }

    private void Add(string service, AmazonWebServiceRequest request)
    {
        const string Suffix = "Request";
        var name = request.GetType().Name;
        var operation = name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;
        var price = ListPrices.Of($"{service}:{operation}", 1, request is GetMetricDataRequest { MetricDataQueries: { } queries } ? queries.Count : 0);
        lock (_lock)
            _total += price;
    }
}
