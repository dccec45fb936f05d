using Watchdog.Cli.Commands;
using Watchdog.Cli.Tests.Support;
using Watchdog.Core.Detection;
using Watchdog.Core.Resources;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Cli.Tests.Commands;

public sealed class SimulateCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("watchdog-cli-").FullName;
    private readonly FakeAccount _account = new();
    private readonly Run _run;

    public SimulateCommandTests() => _run = new Run(_account);

    [Fact]
    public async Task The_exit_code_is_0_when_every_expectation_is_met()
    {
        Assert.Equal(ExitCode.Ok, await SimulateAsync(A.Scenario(3, new Expectation.OnlyExpected())));
        Assert.Contains("met    only expected incidents: no false alarm", _run.Output, StringComparison.Ordinal);
        Assert.True(_account.IsDisposed);
    }

    [Fact]
    public async Task The_exit_code_is_1_when_an_expectation_is_not_met()
    {
        Assert.Equal(ExitCode.Unmet, await SimulateAsync(A.Scenario(3, A.Expect("Throttled", "f", 1))));
        Assert.Contains("UNMET  Throttled f from 1m: never fired", _run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_minute_has_a_row_and_what_happened_stands_under_it()
    {
        _account.View = _account.View with { Visible = 1234, Invocations = 77, Throttles = 9 };
        _account.Script[2] = a => a.Put(A.Incident(Symptom.Throttled, ResourceId.Function("f"), firedAt: 2, cause: "account-concurrency"));
        await SimulateAsync(A.Scenario(3));
        var lines = _run.Output.Split('\n').Select(l => l.TrimEnd()).ToList();
        var row = lines.FindIndex(l => l.StartsWith("     2 ", StringComparison.Ordinal));
        Assert.Equal("     2       1234          0        77        0          9           0", lines[row]);
        Assert.Equal("       ! Throttled f (warning, cause: account-concurrency)", lines[row + 1]);
        Assert.StartsWith("     3 ", lines[row + 2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Into_a_pipe_goes_plain_text()
    {
        _account.SetMapping("Enabled");
        _account.Script[2] = a => a.SetMapping("Disabled");
        _account.Script[3] = a => a.Publish("[watchdog] brackets are no markup");
        await SimulateAsync(A.Scenario(4, A.Expect("Throttled", "f", 1)));
        Assert.DoesNotContain('\u001b', _run.Output);
        Assert.Contains("[watchdog] brackets are no markup", _run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_is_written_where_it_was_asked_for()
    {
        var file = Path.Combine(_folder, "report.json");
        Assert.Equal(ExitCode.Ok, await SimulateAsync(A.Scenario(3), file));
        Assert.StartsWith("{\n  \"scenario\": \"made-up\",\n  \"minutes\": 3,\n", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_said_before_anything_is_played()
    {
        var problem = await Assert.ThrowsAsync<UsageException>(() => SimulateAsync(A.Scenario(3), Path.Combine(_folder, "none", "report.json")));
        Assert.StartsWith("--json: ", problem.Message, StringComparison.Ordinal);
        Assert.Equal(0, _account.Minute);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<int> SimulateAsync(Scenario scenario, string? json = null) =>
        SimulateCommand.RunAsync(_run.Context, scenario, json, null, null, TestContext.Current.CancellationToken);
}
