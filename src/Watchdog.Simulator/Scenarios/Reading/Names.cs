namespace Watchdog.Simulator.Scenarios.Reading;

/// <summary>The names of a scenario's resources. One name means one thing, because traffic is addressed by name.</summary>
internal sealed class Names
{
    /// <summary>What a function can write to.</summary>
    public static readonly string[] Sinks = ["queue", "table", "stream", "bucket", "topic", "rule", "function"];

    /// <summary>What calls functions without a mapping.</summary>
    public static readonly string[] PushSources = ["bucket", "topic", "rule"];

    /// <summary>What a mapping can read.</summary>
    public static readonly string[] Sources = ["queue", "table", "stream"];

    private const string Letters = "letters, digits, - and _";
    private readonly Dictionary<string, string> kinds = new(StringComparer.Ordinal);
    private readonly HashSet<string> fifo = new(StringComparer.Ordinal);

    /// <param name="suffix">What the name may end in, whatever its letters.</param>
    public string Declare(YamlValue value, string kind, int longest, string suffix = "")
    {
        var name = value.Text();
        var stem = suffix.Length > 0 && name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length] : name;
        if (name.Length > longest || stem.Length == 0 || !stem.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw value.Error($"'{name}' is no name of a {kind}; it must be 1 to {longest} {Letters}");
        if (!kinds.TryAdd(name, kind)) throw value.Error($"'{name}' is already the name of a {kinds[name]}");
        return name;
    }

    /// <summary>The name of something outside the account; several functions may call it.</summary>
    public string DeclareDependency(YamlValue value) =>
        KindOf(value.Text()) == "dependency" ? value.Text() : Declare(value, "dependency", 255);

    public string Dependency(YamlValue value) => OfKind(value, "dependency");

    /// <summary>Says that a queue is a FIFO queue.</summary>
    public void MarkFifo(string queue) => fifo.Add(queue);

    public bool IsFifo(string name) => fifo.Contains(name);

    public bool IsQueue(string name) => KindOf(name) == "queue";

    public bool IsFunction(string name) => KindOf(name) == "function";

    /// <summary>E.g. queue; empty when nothing bears the name.</summary>
    public string KindOf(string name) => kinds.GetValueOrDefault(name, "");

    public string Queue(YamlValue value) => OfKind(value, "queue");

    public string Function(YamlValue value) => OfKind(value, "function");

    /// <summary>The name of anything that traffic or an expectation can be about.</summary>
    public string Any(YamlValue value) => OfKind(value, Sinks);

    /// <summary>The name of something of one of these kinds.</summary>
    public string OfKind(YamlValue value, params IReadOnlyList<string> accepted)
    {
        var name = value.Text();
        if (kinds.TryGetValue(name, out var kind) && accepted.Contains(kind)) return name;
        var known = kinds.Where(k => accepted.Contains(k.Value)).Select(k => k.Key);
        var words = accepted.Count == 1 ? $"not a {accepted[0]}" : $"no {string.Join(", ", accepted.SkipLast(1))} or {accepted[^1]}";
        throw value.Error($"'{name}' is {words} of this scenario{Spelling.Suggest(name, known)}");
    }
}
