using Watchdog.Cli.Expectations;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Cli.Commands;

/// <summary>Scenarios by name: the built-in ones, and any file.</summary>
internal static class ScenarioCatalog
{
    /// <summary>The built-in scenarios, in the order in which `demo` plays them.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } = ["slow-processor", "processing-errors", "backpressure", "queue-loop", "quiet-day"];

    /// <param name="nameOrFile">A built-in name, or the path of a file.</param>
    /// <exception cref="UsageException">There is no such scenario, or it is not a valid one.</exception>
    public static Scenario Load(string nameOrFile)
    {
        var (text, file, readBeside) = Read(nameOrFile);
        try
        {
            var scenario = Scenario.Parse(text, file, readBeside);
            return ExpectationWords.FindProblem(scenario.Expectations) is { } problem
                ? throw new UsageException($"{file}: {problem}")
                : scenario;
        }
        catch (ScenarioException e)
        {
            throw new UsageException(e.Message);
        }
    }

    /// <summary>The text of a built-in scenario.</summary>
    public static string ReadBuiltIn(string name)
    {
        using var stream = typeof(ScenarioCatalog).Assembly.GetManifestResourceStream($"{name}.yaml")
            ?? throw new InvalidOperationException($"The scenario {name} is not built in.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <returns>With it the reader of files that count from the scenario's folder; null for a built-in scenario.</returns>
    private static (string Text, string File, Func<string, string>? ReadBeside) Read(string nameOrFile)
    {
        if (BuiltIn.Contains(nameOrFile))
            return (ReadBuiltIn(nameOrFile), $"{nameOrFile}.yaml", null);
        if (nameOrFile.StartsWith('-'))
            throw new UsageException($"'{nameOrFile}' is not an option here; --help lists them.");
        if (!File.Exists(nameOrFile))
            throw new UsageException($"There is no scenario '{nameOrFile}': no file of that name, and the built-in ones are {string.Join(", ", BuiltIn)}.");
        try
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(nameOrFile))!;
            return (File.ReadAllText(nameOrFile), nameOrFile, path => File.ReadAllText(Path.Combine(folder, path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The scenario {nameOrFile} cannot be read: {e.Message}");
        }
    }
}
