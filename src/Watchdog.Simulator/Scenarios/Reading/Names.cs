namespace Watchdog.Simulator.Scenarios.Reading;

/// <summary>The names of a scenario's queues and functions. One name means one thing, because traffic is addressed by name.</summary>
internal sealed class Names
{
    private const string Letters = "letters, digits, - and _";
    private readonly Dictionary<string, string> kinds = new(StringComparer.Ordinal);

    public string Declare(YamlValue value, string kind, int longest)
    {
        var name = value.Text();
        if (name.Length > longest || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw value.Error($"'{name}' is no name of a {kind}; it must be 1 to {longest} {Letters}");
        if (!kinds.TryAdd(name, kind)) throw value.Error($"'{name}' is already the name of a {kinds[name]}");
        return name;
    }

    public bool IsQueue(string name) => kinds.GetValueOrDefault(name) == "queue";

    public bool IsFunction(string name) => kinds.GetValueOrDefault(name) == "function";

    public string Queue(YamlValue value) => OfKind(value, "queue");

    public string Function(YamlValue value) => OfKind(value, "function");

    /// <summary>The name of a queue or a function.</summary>
    public string Either(YamlValue value)
    {
        var name = value.Text();
        return kinds.ContainsKey(name)
            ? name
            : throw value.Error($"'{name}' is neither a queue nor a function of this scenario{Spelling.Suggest(name, kinds.Keys)}");
    }

    private string OfKind(YamlValue value, string kind)
    {
        var name = value.Text();
        if (kinds.GetValueOrDefault(name) == kind) return name;
        var known = kinds.Where(k => k.Value == kind).Select(k => k.Key);
        throw value.Error($"'{name}' is not a {kind} of this scenario{Spelling.Suggest(name, known)}");
    }
}
