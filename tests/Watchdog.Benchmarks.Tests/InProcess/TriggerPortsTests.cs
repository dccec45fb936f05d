using Watchdog.Benchmarks.InProcess;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Benchmarks.Tests.InProcess;

/// <summary>What the in-process ports change, as the simulated account itself shows it.</summary>
public sealed class TriggerPortsTests
{
    private readonly CancellationToken _token = TestContext.Current.CancellationToken;
    private readonly Simulator.Account.SimulatedAccount _account = Scenario.Parse("""
        name: ports
        duration: 1h
        account: { concurrency: 150 }
        queues: [ { name: failures } ]
        rules: [ { name: nightly } ]
        streams: [ { name: clicks } ]
        functions: [ { name: safe, onFailure: failures, reservedConcurrency: 20 }, { name: plain } ]
        triggers: [ { source: nightly, function: safe }, { source: nightly, function: plain, qualifier: live } ]
        mappings: [ { source: clicks, function: plain, parallelization: 4 } ]
        """, "ports.yaml").Build();

    [Fact]
    public async Task A_reservation_is_found_changed_refused_and_taken_away()
    {
        var control = new AccountConcurrency(_account);
        Assert.Equal(new FunctionConcurrency(20, true), await control.FindAsync("safe", _token));
        Assert.Equal(new FunctionConcurrency(null, false), await control.FindAsync("plain", _token));
        Assert.Null(await control.FindAsync("nobody", _token));

        await control.ChangeAsync("safe", 0, _token);
        Assert.Equal(0, _account.Functions["safe"].ReservedConcurrency);
        await Assert.ThrowsAsync<TriggerRefusedException>(() => control.ChangeAsync("safe", 51, _token));
        await control.ChangeAsync("safe", null, _token);
        Assert.Null(_account.Functions["safe"].ReservedConcurrency);
    }

    [Fact]
    public async Task A_rule_is_found_with_its_targets_and_disabled()
    {
        var (control, rule) = (new AccountRules(_account), _account.PushSources["nightly"]);
        var found = (await control.FindAsync(rule.Arn, _token))!;
        Assert.True(found.IsEnabled);
        Assert.Equal([_account.Functions["safe"].Arn, $"{_account.Functions["plain"].Arn}:live"], found.TargetArns);
        Assert.Null(await control.FindAsync(rule.Arn + "x", _token));

        await control.ChangeAsync(rule.Arn, enabled: false, _token);
        Assert.False(rule.Enabled);
        Assert.False((await control.FindAsync(rule.Arn, _token))!.IsEnabled);
        await control.ChangeAsync(rule.Arn, enabled: true, _token);
        Assert.True(rule.Enabled);
    }

    [Fact]
    public async Task A_streams_mapping_is_choked()
    {
        var (control, mapping) = (new AccountMappings(_account), Assert.Single(_account.Mappings.Values));
        await control.ChangeAsync(mapping.Uuid, new MappingChange(Enabled: null, BatchSize: 7, ParallelizationFactor: 1), _token);
        await Assert.ThrowsAsync<MappingBusyException>(() => control.ChangeAsync(mapping.Uuid, new MappingChange(Enabled: false), _token));
        _account.Advance(TimeSpan.FromMinutes(1));
        var found = (await control.FindAsync(mapping.Uuid, _token))!;
        Assert.Equal((7, 1, true), (found.BatchSize, found.Stream!.ParallelizationFactor, found.IsEnabled));
    }
}
