using Microsoft.Extensions.Primitives;
using Watchdog.Benchmarks.ColdStart;
using Watchdog.Simulator.Wire;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Benchmarks.Tests.ColdStart;

public sealed class AwsCallTests
{
    [Fact]
    public void A_call_with_a_JSON_body_is_the_clients_method_with_the_body_as_its_parameters()
    {
        var call = AwsCall.Of(Call("monitoring", "GetMetricData", "POST", "/", """{"StartTime":1767603600,"MetricDataQueries":[]}""", target: true));

        Assert.Equal(
            """[{"service":"cloudwatch","method":"get_metric_data","parameters":{"StartTime":1767603600,"MetricDataQueries":[]}}]""", AwsCall.ToJson([call]));
    }

    [Fact]
    public void A_list_of_Lambda_takes_its_parameters_from_the_query_string()
    {
        var call = AwsCall.Of(Call("lambda", "ListEventSourceMappings", "GET", "/2015-03-31/event-source-mappings", "", query: ("MaxItems", "50")));

        Assert.Equal("""[{"service":"lambda","method":"list_event_source_mappings","parameters":{"MaxItems":50}}]""", AwsCall.ToJson([call]));
    }

    [Fact]
    public void What_cannot_be_handed_on_is_named() =>
        Assert.Contains(
            "sns:Publish", Assert.Throws<NotSupportedException>(() => AwsCall.Of(Call("sns", "Publish", "POST", "/", "Action=Publish"))).Message, StringComparison.Ordinal);

    private static WireCall Call(
        string service, string operation, string method, string path, string body, bool target = false, (string Name, string Value)? query = null) => new(
        new NamedService(service),
        operation,
        new WireRequest(
            method,
            path,
            query is { } q ? new Dictionary<string, StringValues> { [q.Name] = q.Value } : [],
            target ? new Dictionary<string, StringValues> { ["X-Amz-Target"] = $"Any.{operation}" } : [],
            System.Text.Encoding.UTF8.GetBytes(body),
            "http://127.0.0.1",
            "any"));

    private sealed record NamedService(string SigningName) : IWireService
    {
        public IReadOnlyCollection<string> Operations => [];

        public string OperationOf(WireRequest request) => "";

        public WireResponse Refuse(WireRequest request, string operation, AwsException error) => throw new NotSupportedException();

        public Task<WireResponse> HandleAsync(WireRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
