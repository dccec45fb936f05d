using Watchdog.Cli.Commands;
using Watchdog.Cli.Tests.Support;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Cli.Tests.Commands;

public sealed class DemoCommandTests
{
    private readonly FakeAccount _account = new();

    [Fact]
    public async Task An_e_mail_is_shown_with_subject_and_body_as_they_are()
    {
        var command = new string('x', 300);
        _account.Script[3] = a => a.Publish("Throttled: process-work", email: $"first line\n{command}\n");
        var run = new Run(_account);
        Assert.Equal(ExitCode.Ok, await DemoAsync(run, A.Scenario(4)));
        Assert.Contains("----- e-mail at minute 3\nSubject: Throttled: process-work\n\nfirst line\n" + command + "\n-----\n", run.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Fact]
    public async Task A_manual_reset_is_shown_with_its_command_and_the_mapping_before_and_after()
    {
        _account.SetMapping("Disabled");
        _account.Script[3] = a => a.SetMapping("Enabled");
        _account.History = """{"history":[{"at":"2026-01-05T09:02:06Z","action":"reset","function":"enrich-order","by":"operator","reason":"asked"}]}""";
        var run = new Run(_account);
        await DemoAsync(run, A.Scenario(4));
        Assert.Contains("""echo '{"action":"reset","function":"enrich-order"}' | aws lambda invoke --function-name watchdog-CircuitBreaker""", run.Output, StringComparison.Ordinal);
        Assert.Matches("orders -> enrich-order +.? *Disabled, no maximum concurrency +.? *Enabled, no maximum concurrency", run.Output);
    }

    [Fact]
    public async Task One_unmet_expectation_of_one_scenario_fails_the_whole()
    {
        var run = new Run(_account);
        Assert.Equal(ExitCode.Unmet, await DemoAsync(run, A.Scenario(2, A.Expect("Throttled", "f", 1)), A.Scenario(2)));
        Assert.Contains("0 of 1", run.Output, StringComparison.Ordinal);
    }

    private static Task<int> DemoAsync(Run run, params Scenario[] scenarios) =>
        DemoCommand.RunAsync(run.Context, scenarios, null, TestContext.Current.CancellationToken);
}
