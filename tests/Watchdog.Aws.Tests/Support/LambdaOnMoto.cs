using Amazon.Lambda;
using Amazon.Lambda.Model;
using Watchdog.Tests.Support;

namespace Watchdog.Aws.Tests.Support;

/// <summary>moto has everything of Lambda that the inventory reads except the account's settings.</summary>
internal sealed class LambdaOnMoto(Uri url) : AmazonLambdaClient(Clients.Credentials, Clients.For(new AmazonLambdaConfig(), url))
{
    public override Task<GetAccountSettingsResponse> GetAccountSettingsAsync(
        GetAccountSettingsRequest request, CancellationToken cancellationToken = default) =>
        Task.FromResult(new GetAccountSettingsResponse
        {
            AccountLimit = new() { ConcurrentExecutions = 1000, UnreservedConcurrentExecutions = 900 },
        });
}
