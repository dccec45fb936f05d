using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Watchdog.Simulator.Scenarios.Reading;

/// <summary>A value of the file together with where it stands, so that what is wrong with it can be said.</summary>
/// <param name="Path">The key with those above it, e.g. <c>functions[0].duration.p50</c>.</param>
internal sealed record YamlValue(string File, string Path, YamlNode Node)
{
    public bool IsNull => Node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };

    public bool IsMap => Node is YamlMappingNode;

    public bool IsList => Node is YamlSequenceNode;

    /// <summary>E.g. <c>loop.yaml:20: faults[0].kill</c>.</summary>
    public string Place => $"{File}:{Node.Start.Line}: {Path}";

    public ScenarioException Error(string message) => At(File, Node.Start.Line, Path, message);

    /// <param name="path">Empty for the file as a whole.</param>
    public static ScenarioException At(string file, long line, string path, string message) =>
        new($"{file}:{line}: {(path.Length == 0 ? "yaml" : path)}: {message}");

    public string Text() => Node is YamlScalarNode { Value: { } text } && !IsNull ? text : throw Error($"must be a text, but is {Kind}");

    public TimeSpan Duration(TimeSpan least, TimeSpan most)
    {
        if (Node is not YamlScalarNode { Value: { } text } || Units.Duration(text) is not { } duration)
            throw Error($"{Shown} is no duration; it must be {Units.DurationForm}");
        if (duration < least || duration > most) throw Error($"{text} is out of range; it must be {Units.Write(least)} to {Units.Write(most)}");
        return duration;
    }

    /// <summary>A duration of whole seconds.</summary>
    public TimeSpan Seconds(TimeSpan least, TimeSpan most)
    {
        var duration = Duration(least, most);
        return duration.Ticks % TimeSpan.TicksPerSecond == 0 ? duration : throw Error($"{Text()} is too fine; it must be whole seconds");
    }

    /// <summary>Per second.</summary>
    public double Rate() => Node is YamlScalarNode { Value: { } text } && Units.Rate(text) is { } rate
        ? rate
        : throw Error($"{Shown} is no rate; it must be {Units.RateForm}");

    public long Integer(long least, long most)
    {
        if (Node is not YamlScalarNode { Style: ScalarStyle.Plain, Value: { } text } || !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            throw Error($"{Shown} is no whole number; it must be {least} to {most}");
        return number >= least && number <= most ? number : throw Error($"{number} is out of range; it must be {least} to {most}");
    }

    public int Int(int least, int most) => (int)Integer(least, most);

    public double Number(double least, double most)
    {
        if (Node is not YamlScalarNode { Style: ScalarStyle.Plain, Value: { } text }
            || !double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            throw Error($"{Shown} is no number; it must be {least} to {most}");
        return number >= least && number <= most ? number : throw Error($"{text} is out of range; it must be {least} to {most}");
    }

    public bool Flag() => Node is YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } scalar
        ? scalar.Value == "true"
        : throw Error($"{Shown} is neither true nor false");

    public string OneOf(params IReadOnlyCollection<string> accepted)
    {
        var text = Node is YamlScalarNode { Value: { } value } ? value : throw Error($"must be one of {string.Join(", ", accepted)}, but is {Kind}");
        return accepted.Contains(text) ? text : throw Error($"'{text}' must be one of {string.Join(", ", accepted)}{Spelling.Suggest(text, accepted)}");
    }

    public IEnumerable<YamlValue> Items() => Node is YamlSequenceNode list
        ? list.Children.Select((child, i) => new YamlValue(File, $"{Path}[{i}]", child))
        : throw Error($"must be a list, but is {Kind}");

    /// <param name="keys">The keys that are understood.</param>
    public YamlMap Map(params IReadOnlyCollection<string> keys) => new YamlMap(this).Allow(keys);

    private string Shown => Node is YamlScalarNode { Value: { } text } ? $"'{text}'" : Kind;

    internal string Kind => IsNull ? "empty" : Node switch
    {
        YamlMappingNode => "a group of keys",
        YamlSequenceNode => "a list",
        _ => "a text",
    };
}
