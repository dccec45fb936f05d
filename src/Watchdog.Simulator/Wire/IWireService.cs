using Microsoft.Extensions.Primitives;
using Watchdog.Simulator.Wire.CloudWatch;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire;

/// <summary>One AWS service as its clients see it. The server finds it by the service name in the request's SigV4 credential scope.</summary>
public interface IWireService
{
    /// <summary>The signing name: monitoring, lambda, sqs, sns, sts, iam, kinesis, events, tagging or dynamodb.</summary>
    string SigningName { get; }

    /// <summary>What it serves, e.g. GetMetricData.</summary>
    IReadOnlyCollection<string> Operations { get; }

    /// <summary>What a request asks for; empty when it cannot be told. It need not be served.</summary>
    string OperationOf(WireRequest request);

    /// <summary>An error in the shape of the protocol that the request speaks.</summary>
    WireResponse Refuse(WireRequest request, string operation, AwsException error);

    Task<WireResponse> HandleAsync(WireRequest request, CancellationToken cancellationToken);
}

/// <param name="Path">Percent-encoded, as it was sent.</param>
/// <param name="Endpoint">The address the client used, e.g. http://127.0.0.1:4566: queue URLs begin with it.</param>
/// <param name="Caller">The access key id of the credential scope.</param>
public sealed record WireRequest(
    string Method,
    string Path,
    IReadOnlyDictionary<string, StringValues> Query,
    IReadOnlyDictionary<string, StringValues> Headers,
    ReadOnlyMemory<byte> Body,
    string Endpoint,
    string Caller)
{
    /// <summary>What the answer bears as x-amzn-requestid, and a query/XML answer in its body.</summary>
    public string RequestId { get; init; } = "00000000-0000-4000-8000-000000000000";

    /// <summary>For GetMetricData: the points that the answer has to do without; null: none.</summary>
    public PointLoss? PointLoss { get; init; }
}

/// <param name="Operation">What was asked for, e.g. GetMetricData; for the usage count. Empty when it is not known.</param>
/// <param name="BilledMetrics">For GetMetricData: how many metrics were asked for.</param>
public sealed record WireResponse(
    int Status,
    string ContentType,
    ReadOnlyMemory<byte> Body,
    string Operation,
    IReadOnlyDictionary<string, string>? Headers = null,
    long BilledMetrics = 0);
