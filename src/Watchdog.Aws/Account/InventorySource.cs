using System.Collections.Immutable;
using Amazon.Kinesis;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.SQS;
using Amazon.SQS.Model;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using ResourceNotFoundException = Amazon.Lambda.Model.ResourceNotFoundException;

namespace Watchdog.Aws.Account;

/// <summary>
/// Lists the account. Lambda's pages are read one after the other: all of its control plane shares 15 requests a second, which the account's
/// deployments need too.
/// </summary>
internal sealed class InventorySource(IAmazonLambda lambda, IAmazonSQS sqs, IAmazonKinesis kinesis) : IInventorySource
{
    /// <summary>Requests to SQS at the same time; SQS itself has no such limit.</summary>
    private const int Parallelism = 16;

    private readonly StreamSource _streams = new(kinesis);

    public async Task<Inventory> ReadAsync(CancellationToken cancellationToken)
    {
        var queues = ReadQueuesAsync(cancellationToken);
        var lambdaPart = ReadLambdaAsync(cancellationToken);
        // Both are waited for, also when one fails: nothing goes on in the background of a tick that is over.
        await Task.WhenAll(queues, lambdaPart);
        var (functions, mappings, limits) = await lambdaPart;
        return new Inventory(functions, await queues, mappings, limits) { Streams = await _streams.ReadAsync(mappings, cancellationToken) };
    }

    public async Task<FunctionDetails?> ReadFunctionAsync(string functionName, CancellationToken cancellationToken)
    {
        try
        {
            var function = await lambda.GetFunctionAsync(new GetFunctionRequest { FunctionName = functionName }, cancellationToken);
            var recursion = await lambda.GetFunctionRecursionConfigAsync(
                new GetFunctionRecursionConfigRequest { FunctionName = functionName }, cancellationToken);
            return new FunctionDetails(
                function.Concurrency?.ReservedConcurrentExecutions,
                function.Tags ?? [],
                recursion.RecursiveLoop == RecursiveLoop.Allow);
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    private async Task<(ImmutableArray<Function>, ImmutableArray<EventSourceMapping>, AccountLimits)> ReadLambdaAsync(CancellationToken cancellationToken)
    {
        var functions = await ReadFunctionsAsync(cancellationToken);
        var mappings = await ReadMappingsAsync(cancellationToken);
        var settings = await lambda.GetAccountSettingsAsync(new GetAccountSettingsRequest(), cancellationToken);
        var limit = settings.AccountLimit;
        return (functions, mappings, new AccountLimits(
            limit?.ConcurrentExecutions ?? throw new InvalidDataException("GetAccountSettings did not say ConcurrentExecutions."),
            limit.UnreservedConcurrentExecutions ?? limit.ConcurrentExecutions.Value));
    }

    private async Task<ImmutableArray<Function>> ReadFunctionsAsync(CancellationToken cancellationToken)
    {
        var functions = ImmutableArray.CreateBuilder<Function>();
        var request = new ListFunctionsRequest();
        do
        {
            var page = await lambda.ListFunctionsAsync(request, cancellationToken);
            functions.AddRange((page.Functions ?? []).Select(LambdaMapping.ToFunction));
            request.Marker = page.NextMarker;
        }
        while (!string.IsNullOrEmpty(request.Marker));
        return functions.ToImmutable();
    }

    private async Task<ImmutableArray<EventSourceMapping>> ReadMappingsAsync(CancellationToken cancellationToken)
    {
        var mappings = ImmutableArray.CreateBuilder<EventSourceMapping>();
        var request = new ListEventSourceMappingsRequest();
        do
        {
            var page = await lambda.ListEventSourceMappingsAsync(request, cancellationToken);
            mappings.AddRange((page.EventSourceMappings ?? []).Select(LambdaMapping.ToMapping));
            request.Marker = page.NextMarker;
        }
        while (!string.IsNullOrEmpty(request.Marker));
        return mappings.ToImmutable();
    }

    private async Task<ImmutableArray<Queue>> ReadQueuesAsync(CancellationToken cancellationToken)
    {
        var urls = new List<string>();
        // Without MaxResults SQS returns no token and cuts the list off at 1,000.
        var request = new ListQueuesRequest { MaxResults = 1000 };
        do
        {
            var page = await sqs.ListQueuesAsync(request, cancellationToken);
            urls.AddRange(page.QueueUrls ?? []);
            request.NextToken = page.NextToken;
        }
        while (!string.IsNullOrEmpty(request.NextToken));
        var attributes = await QueueAttributes.ReadAsync(sqs, urls, ["All"], Parallelism, cancellationToken);
        return [.. urls.Where(attributes.ContainsKey).Select(url => QueueMapping.ToQueue(url, attributes[url]))];
    }
}
