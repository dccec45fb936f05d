using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Simulate;

public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("    timeout: 30s", "    tiemout: 30s", 9, "tiemout")]
    [InlineData("  - { source: work, function: worker }", "  - { source: work, function: wroker }", 12, "function")]
    [InlineData("    visibilityTimeout: 180s", "    visibilityTimeout: 180", 6, "visibilityTimeout")]
    public async Task A_scenario_with_a_mistake_in_it_is_refused_in_one_line_that_names_the_file_the_line_and_the_key(
        string right, string wrong, int line, string key)
    {
        const string Valid =
            """
            name: typo
            seed: 1
            duration: 6m
            queues:
              - name: work
                visibilityTimeout: 180s
            functions:
              - name: worker
                timeout: 30s
                duration: { p50: 100ms }
            mappings:
              - { source: work, function: worker }
            """;
        Assert.Contains(right, Valid, StringComparison.Ordinal);
        var file = _folder.Write("typo.yaml", Valid.Replace(right, wrong, StringComparison.Ordinal));

        var ended = await Tool.CliAsync("simulate", file, "--json", _folder.File("report.json"));

        Assert.Equal(2, ended.ExitCode);
        Assert.StartsWith($"watchdog: {file}:{line}: ", OneLine(ended), StringComparison.Ordinal);
        Assert.Contains(key, OneLine(ended)[$"watchdog: {file}".Length..], StringComparison.Ordinal);
        Assert.Equal("", ended.Output);
        Assert.False(File.Exists(_folder.File("report.json")));
    }

    [Fact]
    public async Task An_unknown_scenario_is_refused_with_the_names_of_those_that_there_are()
    {
        var ended = await Tool.CliAsync("simulate", "slow-procesor", "--json", _folder.File("report.json"));

        Assert.Equal(2, ended.ExitCode);
        Assert.Equal(
            "watchdog: There is no scenario 'slow-procesor': no file of that name, and the built-in ones are "
                + "slow-processor, processing-errors, backpressure, queue-loop, quiet-day.",
            OneLine(ended));
        Assert.False(File.Exists(_folder.File("report.json")));
    }

    [Fact]
    public async Task A_bootstrap_that_is_not_there_is_refused_and_no_report_is_written()
    {
        var ended = await Tool.CliAsync("simulate", "slow-processor", "--bootstrap", _folder.File("bootstrap"), "--json", _folder.File("report.json"));

        Assert.Equal(2, ended.ExitCode);
        Assert.StartsWith($"watchdog: --bootstrap: there is no file {_folder.File("bootstrap")}", OneLine(ended), StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("report.json")));
    }

    private static string OneLine(Ended ended) => Assert.Single(ended.Error.TrimEnd('\n').Split('\n'));
}
