using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace Watchdog.Aws;

/// <summary>Which account the credentials belong to. Needs no permission.</summary>
public sealed class AccountIdentity(IAmazonSecurityTokenService sts)
{
    private string? _accountId;

    /// <summary>The account's twelve digits; asked for once.</summary>
    public async Task<string> ReadAccountIdAsync(CancellationToken cancellationToken) =>
        _accountId ??= (await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken)).Account;
}
