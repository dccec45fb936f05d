using System.Globalization;
using Watchdog.Core.Breaker;
using Watchdog.Core.Resources;

namespace Watchdog.Functions.Hosting;

/// <summary>Reads environment variables, and keeps what is wrong with them, so that one error can name it all.</summary>
internal sealed class Variables(Func<string, string?> variable)
{
    private readonly List<string> _problems = [];

    public IReadOnlyList<string> Problems => _problems;

    public string Required(string name)
    {
        if (variable(name) is { Length: > 0 } value)
            return value;
        _problems.Add($"{name} is missing");
        return "";
    }

    public string Topic(string name)
    {
        var text = Required(name);
        if (text.Length > 0 && (!Arn.TryParse(text, out var arn) || arn.Service != "sns"))
            _problems.Add($"{name} is '{text}' and must be the ARN of an SNS topic, arn:aws:sns:REGION:ACCOUNT:NAME");
        return text;
    }

    /// <returns>Null when the variable is empty, or not there.</returns>
    public string? EventBus(string name)
    {
        if (variable(name) is not { Length: > 0 } text)
            return null;
        if (!Arn.TryParse(text, out var arn) || arn.Service != "events" || arn.Region.Length == 0 || !arn.Resource.StartsWith("event-bus/", StringComparison.Ordinal))
            _problems.Add($"{name} is '{text}' and must be empty or the ARN of an event bus, arn:aws:events:REGION:ACCOUNT:event-bus/NAME");
        return text;
    }

    public BreakerMode Mode(string name)
    {
        var text = Required(name);
        if (text.Length > 0 && BreakerModes.Parse(text) is null)
            _problems.Add($"{name} is '{text}' and must be {BreakerModes.Accepted}");
        return BreakerModes.Parse(text) ?? BreakerMode.Alert;
    }

    public bool Flag(string name)
    {
        var text = Required(name);
        if (text.Length > 0 && text is not ("true" or "false"))
            _problems.Add($"{name} is '{text}' and must be true or false");
        return text == "true";
    }

    /// <returns>The least value when there is a problem.</returns>
    public int Whole(string name, int least, int most) =>
        (int)Within(name, "a whole number", least, most, int.TryParse(variable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null);

    /// <returns>The least value when there is a problem.</returns>
    public decimal Number(string name, decimal least, decimal most) =>
        Within(name, "a number", least, most, decimal.TryParse(variable(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null);

    private decimal Within(string name, string kind, decimal least, decimal most, decimal? value)
    {
        var text = Required(name);
        if (value >= least && value <= most)
            return value.Value;
        if (text.Length > 0)
            _problems.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is '{text}' and must be {kind} from {least} to {most}"));
        return least;
    }
}
