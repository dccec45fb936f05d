using Amazon.Lambda;
using Amazon.Lambda.Model;
using Watchdog.Tests.Support;

namespace Watchdog.Aws.Tests.Support;

/// <summary>moto has everything of Lambda that is read except the account's settings and provisioned concurrency.</summary>
internal sealed class LambdaOnMoto(Uri url) : AmazonLambdaClient(Clients.Credentials, Clients.For(new AmazonLambdaConfig(), url))
{
    public override Task<GetAccountSettingsResponse> GetAccountSettingsAsync(
        GetAccountSettingsRequest request, CancellationToken cancellationToken = default) =>
        Task.FromResult(new GetAccountSettingsResponse
        {
            AccountLimit = new() { ConcurrentExecutions = 1000, UnreservedConcurrentExecutions = 900 },
        });

    public override Task<ListProvisionedConcurrencyConfigsResponse> ListProvisionedConcurrencyConfigsAsync(
        ListProvisionedConcurrencyConfigsRequest request, CancellationToken cancellationToken = default) =>
        Task.FromResult(new ListProvisionedConcurrencyConfigsResponse());
}
