using System.Text.Json.Nodes;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.CloudWatch.Alarms;

/// <summary>
/// The account's alarms on metrics: how they are set up. They are not evaluated, so that the state of each remains the one that it was created with.
/// </summary>
internal sealed class MetricAlarms(SimulatedAccount account, CloudWatchOptions options)
{
    private const int MostPerRequest = 100;
    private const int DefaultPage = 50;

    private static readonly string[] Types = ["MetricAlarm", "CompositeAlarm"];
    private static readonly string[] States = ["OK", "ALARM", "INSUFFICIENT_DATA"];

    private readonly SortedDictionary<string, StoredAlarm> _alarms = new(StringComparer.Ordinal);

    /// <summary>The whole of an alarm is replaced, but for its state.</summary>
    public Output Put(Input input, WireRequest request)
    {
        var alarm = AlarmInput.Read(input, ArnOf, account.Now);
        if (_alarms.TryGetValue(alarm.Name, out var old))
            alarm = alarm with { Created = old.Created };
        else if (_alarms.Count >= options.MostAlarms)
            throw Errors.LimitExceeded($"The maximum limit of {options.MostAlarms} alarms was exceeded.");
        _alarms[alarm.Name] = alarm;
        return Output.Empty;
    }

    public Output Describe(Input input, WireRequest request)
    {
        var names = input.Strings("AlarmNames");
        if (names.Count > MostPerRequest)
            throw Errors.Validation($"The collection AlarmNames must not have a size greater than {MostPerRequest}.");
        var prefix = input.String("AlarmNamePrefix");
        if (names.Count > 0 && prefix is not null)
            throw Errors.Combination("AlarmNamePrefix and AlarmNames cannot both be specified.");
        if (input.Has("ChildrenOfAlarmName") || input.Has("ParentsOfAlarmName"))
            throw Errors.Combination("There are no composite alarms in the simulated account.");
        var types = input.Strings("AlarmTypes");
        if (types.FirstOrDefault(t => !Types.Contains(t)) is { } type)
            throw Errors.Value("AlarmTypes", $"'{type}' is none of {string.Join(", ", Types)}");
        var state = input.String("StateValue");
        if (state is not null && !States.Contains(state))
            throw Errors.Value("StateValue", $"it is '{state}', and must be one of {string.Join(", ", States)}");
        var size = input.Integer("MaxRecords") ?? DefaultPage;
        if (size is < 1 or > MostPerRequest)
            throw Errors.Value("MaxRecords", $"it is {size}, and must be 1 to {MostPerRequest}");
        var action = input.String("ActionPrefix");
        var found = _alarms.Values
            .Where(_ => types.Count == 0 || types.Contains(Types[0]))
            .Where(a => names.Count == 0 || names.Contains(a.Name))
            .Where(a => prefix is null || a.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Where(_ => state is null or AlarmDescription.State)
            .Where(a => action is null || a.Actions.Any(action))
            .ToList();
        var scope = $"DescribeAlarms {prefix} {action} {state} {string.Join('\n', names)} {string.Join(' ', types)}";
        var page = Page.Of(found, input.String("NextToken"), Math.Min(size, options.AlarmsPerPage), scope, Errors.NextToken);
        var answer = new JsonObject
        {
            ["MetricAlarms"] = new JsonArray([.. page.Items.Select(AlarmDescription.Of)]),
            ["CompositeAlarms"] = new JsonArray(),
        };
        if (page.Next is { } next)
            answer["NextToken"] = next;
        return answer;
    }

    /// <summary>Names that there is no alarm of do not keep the others from being deleted.</summary>
    public Output Delete(Input input, WireRequest request)
    {
        var names = input.Strings("AlarmNames");
        if (names.Count == 0)
            throw Errors.Missing("AlarmNames");
        if (names.Count > MostPerRequest)
            throw Errors.Validation($"The collection AlarmNames must not have a size greater than {MostPerRequest}.");
        string[] unknown = [.. names.Distinct(StringComparer.Ordinal).Where(name => !_alarms.Remove(name))];
        return unknown.Length == 0 ? Output.Empty : throw Errors.NotFound($"There is no alarm called {string.Join(", ", unknown)}.");
    }

    private string ArnOf(string name) => $"arn:aws:cloudwatch:{account.Region}:{account.AccountId}:alarm:{name}";
}
