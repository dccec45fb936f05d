using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Watchdog.Aws.State;
using Watchdog.Aws.Tests.Support;
using Watchdog.Core.Incidents;
using Watchdog.Tests.Support;

namespace Watchdog.Aws.Tests.State;

public sealed class IncidentStoreTests(MotoServer moto)
{
    [Fact]
    public async Task An_incident_comes_back_as_it_was_saved()
    {
        var (store, _, _) = await Make("incident-roundtrip");
        var saved = Samples.Incident("orders");
        Assert.True(await store.TrySaveAsync(saved, TestContext.Current.CancellationToken));
        var read = Assert.Single(await store.ReadOpenAsync(TestContext.Current.CancellationToken));
        Assert.Equivalent(saved, read, strict: true);
        Assert.Equal(double.PositiveInfinity, read.Finding.Evidence[1].Value);
        Assert.Equal(saved.Finding.Deciding!.Points, read.Finding.Deciding!.Points);
    }

    [Fact]
    public async Task Of_writes_on_the_same_version_exactly_one_wins()
    {
        var (store, _, _) = await Make("incident-race");
        var token = TestContext.Current.CancellationToken;
        Assert.Equal(1, await Winners(1));
        Assert.Equal(1, await Winners(2));
        Assert.False(await store.TrySaveAsync(Samples.Incident("orders", version: 5), token));
        var read = Assert.Single(await store.ReadOpenAsync(token));
        Assert.Equal(2, read.Version);

        // One after the other: moto checks a condition and writes in two steps, so that two requests at once can both win there.
        async Task<int> Winners(long version)
        {
            var won = 0;
            for (var i = 0; i < 6; i++)
                won += await store.TrySaveAsync(Samples.Incident("orders", version) with { TickCount = i }, token) ? 1 : 0;
            return won;
        }
    }

    [Fact]
    public async Task Closing_moves_a_fired_incident_into_the_history_for_30_days()
    {
        var (store, dynamo, table) = await Make("incident-close");
        var token = TestContext.Current.CancellationToken;
        await store.TrySaveAsync(Samples.Incident("orders"), token);
        var closed = Samples.Incident("orders", version: 2) with { State = IncidentState.Resolved, ResolvedAt = Samples.Noon.AddHours(1), Unsent = null };
        Assert.True(await store.TryCloseAsync(closed, token));

        Assert.Empty(await store.ReadOpenAsync(token));
        Assert.Equivalent(closed, Assert.Single(await store.ReadHistoryAsync(Samples.Noon, token)), strict: true);
        Assert.Empty(await store.ReadHistoryAsync(Samples.Noon.AddHours(1).AddTicks(1), token));
        Assert.Single(await store.ReadHistoryAsync(Samples.Noon.AddHours(1), token));
        var stored = Assert.Single((await dynamo.ScanAsync(new ScanRequest { TableName = table }, token)).Items);
        Assert.Equal(Samples.Noon.AddHours(1).AddDays(30).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), stored["ttl"].N);
    }

    [Fact]
    public async Task Closing_takes_away_one_that_never_fired()
    {
        var (store, dynamo, table) = await Make("incident-away");
        var token = TestContext.Current.CancellationToken;
        var pending = Samples.Incident("orders") with { State = IncidentState.Pending, FiredAt = null, Unsent = null };
        await store.TrySaveAsync(pending, token);
        Assert.True(await store.TryCloseAsync(pending with { Version = 2 }, token));
        Assert.Empty((await dynamo.ScanAsync(new ScanRequest { TableName = table }, token)).Items ?? []);
    }

    [Fact]
    public async Task Closing_on_an_old_version_changes_nothing()
    {
        var (store, _, _) = await Make("incident-stale");
        var token = TestContext.Current.CancellationToken;
        await store.TrySaveAsync(Samples.Incident("orders"), token);
        await store.TrySaveAsync(Samples.Incident("orders", version: 2), token);
        Assert.False(await store.TryCloseAsync(Samples.Incident("orders", version: 2), token));
        Assert.Equal(2, Assert.Single(await store.ReadOpenAsync(token)).Version);
        Assert.Empty(await store.ReadHistoryAsync(Samples.Noon.AddDays(-1), token));
    }

    [Fact]
    public async Task The_history_is_read_oldest_first_over_all_pages()
    {
        var (store, _, _) = await Make("incident-pages");
        var token = TestContext.Current.CancellationToken;
        // 8 of 300 KB are more than the one megabyte of a page.
        var text = new string('x', 300_000);
        foreach (var hour in (int[])[5, 1, 4, 8, 2, 7, 3, 6])
        {
            var incident = Samples.Incident($"f{hour}");
            Assert.True(await store.TryCloseAsync(
                incident with { ResolvedAt = Samples.Noon.AddHours(hour), Finding = incident.Finding with { Summary = text } }, token));
        }
        var history = await store.ReadHistoryAsync(Samples.Noon.AddHours(2), token);
        Assert.Equal(["f2", "f3", "f4", "f5", "f6", "f7", "f8"], history.Select(i => i.Finding.Resource.Name));
    }

    [Fact]
    public async Task An_incident_without_a_version_cannot_be_saved()
    {
        var (store, _, _) = await Make("incident-zero");
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => store.TrySaveAsync(Samples.Incident("orders", version: 0), TestContext.Current.CancellationToken));
    }

    private async Task<(IncidentStore Store, Amazon.DynamoDBv2.IAmazonDynamoDB Dynamo, string Table)> Make(string name)
    {
        var (table, dynamo, tableName) = await TableOnMoto.MakeAsync(moto, name);
        return (new IncidentStore(table), dynamo, tableName);
    }
}
