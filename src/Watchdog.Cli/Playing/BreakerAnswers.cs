using System.Text.Json;
using Watchdog.Cli.Expectations;
using Watchdog.Cli.Reports;

namespace Watchdog.Cli.Playing;

/// <summary>Reads what the CircuitBreaker function answers to the operator's actions <c>history</c> and <c>status</c>.</summary>
internal static class BreakerAnswers
{
    public const string HistoryRequest = """{"action":"history","limit":100}""";

    public const string StatusRequest = """{"action":"status"}""";

    /// <summary>The transitions of all functions, oldest first.</summary>
    /// <exception cref="InvalidDataException">The answer is not a history.</exception>
    public static IReadOnlyList<ObservedAction> History(string answer, DateTimeOffset start) =>
        [.. List(answer, "history")
            .Select(t => new ObservedAction(
                DateTimeOffset.Parse(Text(t, "at")) - start, Text(t, "action"), Text(t, "function"), Text(t, "by"), Text(t, "reason")))
            // The answer begins with the newest; what happened in one moment stays in its order.
            .Reverse()
            .OrderBy(t => t.At)];

    /// <summary>The circuits of all functions that the breaker has ever touched. The status has only those that it holds; the others are closed.</summary>
    /// <exception cref="InvalidDataException">The answer is not a status.</exception>
    public static IReadOnlyList<ReportedCircuit> Circuits(string answer, IEnumerable<ObservedAction> history)
    {
        var held = List(answer, "circuits").Select(c => new ReportedCircuit(Text(c, "function"), Text(c, "state"))).ToList();
        return [.. held
            .Concat(history.Select(a => new ReportedCircuit(a.Function, "closed")))
            .DistinctBy(c => c.Function)
            .OrderBy(c => c.Function, StringComparer.Ordinal)];
    }

    private static List<JsonElement> List(string answer, string property)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty(property, out var list) && list.ValueKind == JsonValueKind.Array)
                return [.. list.EnumerateArray().Select(e => e.Clone())];
        }
        catch (JsonException)
        {
            // Said below, with the answer itself.
        }
        throw new InvalidDataException($"The breaker's answer has no list '{property}': {answer}");
    }

    private static string Text(JsonElement element, string property) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new InvalidDataException($"An entry of the breaker's answer has no text '{property}': {element.GetRawText()}");
}
