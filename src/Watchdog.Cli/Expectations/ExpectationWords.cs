using Watchdog.Core.Detection;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Cli.Expectations;

/// <summary>
/// The words that expectations may use. A misspelt symptom after <c>never</c> would be met whatever happens, so it is refused instead.
/// </summary>
internal static class ExpectationWords
{
    private static readonly string[] Symptoms = [.. Enum.GetNames<Symptom>().Order(StringComparer.Ordinal)];

    private static readonly string[] Actions = ["contain", "probe", "release", "reset", "trip"];

    /// <summary>What is wrong with the first expectation that uses an unknown word; null when all are known.</summary>
    public static string? FindProblem(IEnumerable<Expectation> expectations) =>
        expectations.Select(e => e switch
        {
            Expectation.Incident i when !Symptoms.Contains(i.Symptom) => $"expect: symptom: '{i.Symptom}' is not one of {string.Join(", ", Symptoms)}",
            Expectation.Action a when !Actions.Contains(a.Name) => $"expect: action: '{a.Name}' is not one of {string.Join(", ", Actions)}",
            Expectation.Never n when !Symptoms.Contains(n.What) && !Actions.Contains(n.What) =>
                $"expect: never: '{n.What}' is not one of {string.Join(", ", Symptoms)}, {string.Join(", ", Actions)}",
            _ => null,
        }).FirstOrDefault(problem => problem is not null);
}
