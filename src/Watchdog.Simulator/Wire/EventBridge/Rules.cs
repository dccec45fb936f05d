using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.EventBridge;

/// <summary>The account's rules. A rule's targets are the functions that it triggers; it matches the events whose source has its name.</summary>
internal sealed partial class Rules(SimulatedAccount account)
{
    private const string DefaultBus = "default";
    private const int MaximumPage = 100;

    public Output Describe(Input input, WireRequest request)
    {
        var (rule, name, bus) = Existing(input, "Name");
        return new JsonObject
        {
            ["Name"] = name,
            ["Arn"] = rule.Arn,
            ["EventPattern"] = new JsonObject { ["source"] = new JsonArray(name) }.ToJsonString(),
            ["State"] = rule.Enabled ? "ENABLED" : "DISABLED",
            ["EventBusName"] = bus,
            ["CreatedBy"] = account.AccountId,
        };
    }

    public Output ListTargets(Input input, WireRequest request)
    {
        var (rule, _, _) = Existing(input, "Rule");
        var size = input.Integer("Limit") ?? MaximumPage;
        if (size is < 1 or > MaximumPage)
            throw Errors.Validation("limit", $"{size}", $"Member must have value from 1 to {MaximumPage}");
        var targets = account.Triggers.Where(t => t.SourceArn == rule.Arn).ToList();
        var page = Page.Of(targets, input.String("NextToken"), size, $"ListTargetsByRule {rule.Arn}", Errors.Token);
        var answer = new JsonObject { ["Targets"] = new JsonArray([.. page.Items.Select(Target)]) };
        if (page.Next is not null)
            answer["NextToken"] = page.Next;
        return answer;
    }

    public Output Enable(Input input, WireRequest request) => Set(input, enabled: true);

    public Output Disable(Input input, WireRequest request) => Set(input, enabled: false);

    private Output Set(Input input, bool enabled)
    {
        Existing(input, "Name").Rule.Enabled = enabled;
        return new JsonObject();
    }

    private JsonObject Target(SimulatedTrigger trigger)
    {
        var arn = $"arn:aws:lambda:{account.Region}:{account.AccountId}:function:{trigger.FunctionName}{(trigger.Qualifier is { } q ? $":{q}" : "")}";
        return new JsonObject { ["Id"] = DerivedId.Of(trigger.SourceArn, arn), ["Arn"] = arn };
    }

    private (SimulatedPushSource Rule, string Name, string Bus) Existing(Input input, string member)
    {
        var name = input.Required(member);
        if (!RuleName().IsMatch(name))
            throw Errors.Validation(member.ToLowerInvariant(), name, "Member must satisfy regular expression pattern: [.\\-_A-Za-z0-9]{1,64}");
        var bus = Bus(input.String("EventBusName") ?? DefaultBus);
        var rules = $"arn:aws:events:{account.Region}:{account.AccountId}:rule/";
        var arn = bus == DefaultBus ? rules + name : $"{rules}{bus}/{name}";
        var all = account.PushSources.Values.Where(s => s.Kind == PushKind.Rule).ToList();
        // There are the default bus and those that a rule is on.
        if (bus != DefaultBus && !all.Exists(r => r.Arn.StartsWith($"{rules}{bus}/", StringComparison.Ordinal)))
            throw Errors.NoBus(bus);
        return (all.Find(r => r.Arn == arn) ?? throw Errors.NoRule(name, bus), name, bus);
    }

    /// <summary>The name of a bus that is given by name or by ARN.</summary>
    private string Bus(string text)
    {
        var buses = $"arn:aws:events:{account.Region}:{account.AccountId}:event-bus/";
        var name = text.StartsWith(buses, StringComparison.Ordinal) ? text[buses.Length..] : text;
        return name.Length == 0 || name.StartsWith("arn:", StringComparison.Ordinal) ? throw Errors.NoBus(text) : name;
    }

    [GeneratedRegex(@"^[.\-_A-Za-z0-9]{1,64}\z")]
    private static partial Regex RuleName();
}
