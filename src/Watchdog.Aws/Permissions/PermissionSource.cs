using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Watchdog.Core.Ports;

namespace Watchdog.Aws.Permissions;

/// <summary>
/// SimulatePrincipalPolicy. It sees the role's own policies and boundary; not the resource's policy, and no values for conditions, so that what
/// is allowed only under a condition counts as not allowed.
/// </summary>
internal sealed class PermissionSource(IAmazonIdentityManagementService iam) : IPermissionSource
{
    /// <summary>Resources in one request; keeps the form small.</summary>
    private const int ResourcesPerRequest = 50;

    public async Task<IReadOnlySet<string>?> WritableAsync(
        string roleArn, IReadOnlyCollection<string> resourceArns, CancellationToken cancellationToken)
    {
        var asked = resourceArns.Distinct().Select(arn => (Arn: arn, Write: WriteAction.Of(arn))).ToList();
        var writable = new HashSet<string>();
        try
        {
            foreach (var action in asked.GroupBy(a => a.Write.Action))
                foreach (var batch in action.Chunk(ResourcesPerRequest))
                {
                    var allowed = await AllowedAsync(roleArn, action.Key, [.. batch.Select(a => a.Write.ResourceArn).Distinct()], cancellationToken);
                    writable.UnionWith(batch.Where(a => allowed.Contains(a.Write.ResourceArn)).Select(a => a.Arn));
                }
        }
        catch (AmazonIdentityManagementServiceException e) when (e.ErrorCode is "AccessDenied" or "AccessDeniedException")
        {
            return null;
        }
        catch (NoSuchEntityException)
        {
            // The function's role has been deleted. Nobody can say what it might have done.
            return null;
        }
        return writable;
    }

    private async Task<HashSet<string>> AllowedAsync(string roleArn, string action, List<string> resources, CancellationToken cancellationToken)
    {
        var allowed = new HashSet<string>();
        var request = new SimulatePrincipalPolicyRequest { PolicySourceArn = roleArn, ActionNames = [action], ResourceArns = resources };
        while (true)
        {
            var page = await iam.SimulatePrincipalPolicyAsync(request, cancellationToken);
            foreach (var result in page.EvaluationResults ?? [])
                allowed.UnionWith(AllowedIn(result));
            if (page.IsTruncated != true || string.IsNullOrEmpty(page.Marker))
                return allowed;
            request.Marker = page.Marker;
        }
    }

    /// <summary>Of several resources each has its own decision, and the decision above them is of all together.</summary>
    private static IEnumerable<string> AllowedIn(EvaluationResult result) =>
        result.ResourceSpecificResults is { Count: > 0 } each
            ? each.Where(r => r.EvalResourceDecision == PolicyEvaluationDecisionType.Allowed).Select(r => r.EvalResourceName).OfType<string>()
            : result.EvalDecision == PolicyEvaluationDecisionType.Allowed && result.EvalResourceName is { } name ? [name] : [];
}
