using Watchdog.Simulator.Account;
using Watchdog.Simulator.Faults;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Authorization;

/// <summary>
/// Lets the stack's functions do what their policies allow, and no more. Nobody else is held to anything: who uses the simulated account
/// from outside is its administrator.
/// </summary>
/// <param name="principals">By access key id.</param>
public sealed class Authorizer(SimulatedAccount account, IReadOnlyDictionary<string, Principal> principals)
{
    public AccessLog Log { get; } = new();

    /// <returns>Null: the caller may.</returns>
    internal AwsException? Refusal(IWireService service, string operation, WireRequest request)
    {
        // What is not served is refused by the service itself, in its own words.
        if (!principals.TryGetValue(request.Caller, out var principal) || !service.Operations.Contains(operation))
            return null;
        List<AccessCheck> checks;
        try
        {
            checks = [.. AccessTables.Find(service.SigningName, operation)(new AccessRequest(account, service, request))];
        }
        catch (AwsException unreadable)
        {
            // A request that does not say what it is about gets nowhere.
            return unreadable;
        }

        AwsException? refusal = null;
        foreach (var check in checks)
        {
            var decision = principal.Decide(check, account.Region);
            Log.Record(principal, $"{service.SigningName}:{operation}", check, decision);
            if (decision != AccessDecision.Allowed)
                refusal ??= Denied(service, request, Message(principal, check, decision));
        }

        return refusal;
    }

    private static string Message(Principal principal, AccessCheck check, AccessDecision decision) =>
        $"User: {principal.SessionArn} is not authorized to perform: {check.Action} on resource: {check.Resource} " + (
            decision == AccessDecision.ExplicitlyDenied
                ? "with an explicit deny in an identity-based policy"
                : $"because no identity-based policy allows the {check.Action} action");

    /// <summary>With query/XML the status is 403 with every service; in JSON it is each service's own.</summary>
    private static AwsException Denied(IWireService service, WireRequest request, string message)
    {
        var error = FaultErrors.DeniedBy(service.SigningName) with { Message = message };
        return (Query.IsSpokenBy(request) ? error with { Status = 403 } : error).ToException();
    }
}
