using Amazon.Runtime;
using Amazon.IdentityManagement.Model;

namespace Amazon.IdentityManagement;

/// <summary>AWS Identity and Access Management. Every operation throws a <see cref="AmazonIdentityManagementServiceException"/> when the service refuses it.</summary>
public interface IAmazonIdentityManagementService : IAmazonService, IDisposable
{
    Task<SimulatePrincipalPolicyResponse> SimulatePrincipalPolicyAsync(SimulatePrincipalPolicyRequest request, CancellationToken cancellationToken = default);
}
