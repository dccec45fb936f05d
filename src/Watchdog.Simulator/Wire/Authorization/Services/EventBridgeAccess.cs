namespace Watchdog.Simulator.Wire.Authorization.Services;

/// <summary>Amazon EventBridge. The ARN of a rule on another bus than the default one has the bus's name in it.</summary>
internal static class EventBridgeAccess
{
    private const string DefaultBus = "default";

    public static IReadOnlyDictionary<string, Access> Table { get; } = new Dictionary<string, Access>(StringComparer.Ordinal)
    {
        ["DescribeRule"] = OnRule("events:DescribeRule", "Name"),
        ["ListTargetsByRule"] = OnRule("events:ListTargetsByRule", "Rule"),
        ["EnableRule"] = OnRule("events:EnableRule", "Name"),
        ["DisableRule"] = OnRule("events:DisableRule", "Name"),
        ["PutEvents"] = request => request.Members.Structures("Entries")
            .Select(entry => BusArn(request, entry.String("EventBusName") ?? DefaultBus)).Distinct(StringComparer.Ordinal)
            .Select(bus => new AccessCheck("events:PutEvents", bus)),
    };

    /// <param name="member">Which member of the request names the rule.</param>
    private static Access OnRule(string action, string member) => Accesses.On(action, request =>
    {
        var bus = request.Members.String("EventBusName") ?? DefaultBus;
        // By name or by ARN.
        bus = bus[(bus.LastIndexOf('/') + 1)..];
        return request.Arn("events", $"rule/{(bus == DefaultBus ? "" : $"{bus}/")}{request.Members.Required(member)}");
    });

    private static string BusArn(AccessRequest request, string bus) =>
        bus.StartsWith("arn:", StringComparison.Ordinal) ? bus : request.Arn("events", $"event-bus/{bus}");
}
