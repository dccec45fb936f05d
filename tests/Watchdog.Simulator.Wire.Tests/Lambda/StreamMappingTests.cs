using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Tests.Support;

namespace Watchdog.Simulator.Wire.Tests.Lambda;

public sealed class StreamMappingTests
{
    private const string Uuid = "00000000-0000-0000-0000-000000000001";
    private const string Arn = "arn:aws:kinesis:us-east-1:123456789012:stream/clicks";

    [Fact]
    public async Task How_a_stream_is_read_is_shown()
    {
        await using var wire = await TestWire.StartAsync();
        wire.AddFunction("a");
        wire.Account.Mappings.Add(Uuid, new SimulatedMapping
        {
            Uuid = Uuid, SourceArn = Arn, FunctionName = "a", Parallelization = 3, MaximumRetries = 5, MaximumRecordAge = TimeSpan.FromMinutes(10), Bisect = true,
        });
        var shown = await AwsCli.RunAsync(wire, "lambda", "get-event-source-mapping", "--uuid", Uuid);

        Assert.Equal((3, 5, 600, true), ((int?)shown!["ParallelizationFactor"], (int?)shown["MaximumRetryAttempts"], (int?)shown["MaximumRecordAgeInSeconds"], (bool?)shown["BisectBatchOnFunctionError"]));
        Assert.Equal("TRIM_HORIZON", (string?)shown["StartingPosition"]);
        Assert.Null(shown["ScalingConfig"]);
    }

    [Fact]
    public async Task Without_limits_a_batch_is_tried_for_ever_which_is_minus_one()
    {
        await using var wire = await TestWire.StartAsync();
        wire.AddFunction("a");
        wire.AddMapping(Uuid, Arn, "a");
        var shown = await AwsCli.RunAsync(wire, "lambda", "get-event-source-mapping", "--uuid", Uuid);

        Assert.Equal((1, -1, -1, false), ((int?)shown!["ParallelizationFactor"], (int?)shown["MaximumRetryAttempts"], (int?)shown["MaximumRecordAgeInSeconds"], (bool?)shown["BisectBatchOnFunctionError"]));
    }

    [Fact]
    public async Task A_stream_stops_being_read_when_its_mapping_is_disabled_and_goes_on_from_there()
    {
        await using var wire = await TestWire.StartAsync();
        wire.AddFunction("a");
        wire.Account.Streams.Add("clicks", new SimulatedStream { Name = "clicks", Kind = StreamKind.Kinesis, Arn = Arn, SourceArn = Arn, CreatedAt = wire.Account.Now });
        var mapping = wire.AddMapping(Uuid, Arn, "a");
        await AwsCli.RunAsync(wire, "lambda", "update-event-source-mapping", "--uuid", Uuid, "--no-enabled");
        wire.Account.Advance(TimeSpan.FromMinutes(1));
        wire.Account.Streams["clicks"].Write(250);
        wire.Account.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(("Disabled", 250), (mapping.State, mapping.Records.Waiting));
        await AwsCli.RunAsync(wire, "lambda", "update-event-source-mapping", "--uuid", Uuid, "--enabled");
        wire.Account.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(("Enabled", 250), (mapping.State, mapping.Records.Processed));
    }

    [Fact]
    public async Task How_many_batches_of_a_shard_run_at_a_time_passes_through_Updating()
    {
        await using var wire = await TestWire.StartAsync();
        wire.AddFunction("a");
        var mapping = wire.AddMapping(Uuid, Arn, "a");
        var queue = wire.AddMapping("00000000-0000-0000-0000-000000000002", wire.AddQueue("work").Arn, "a");
        var updating = await AwsCli.RunAsync(
            wire, "lambda", "update-event-source-mapping", "--uuid", Uuid, "--parallelization-factor", "10", "--batch-size", "1000");
        Assert.Equal(("Updating", 1, 10), ((string?)updating!["State"], (int?)updating["ParallelizationFactor"], (int?)updating["BatchSize"]));
        Assert.Contains(
            "ResourceInUseException",
            await AwsCli.FailAsync(wire, "lambda", "update-event-source-mapping", "--uuid", Uuid, "--parallelization-factor", "1"), StringComparison.Ordinal);
        wire.Account.Advance(TimeSpan.FromMinutes(1));
        var updated = await AwsCli.RunAsync(wire, "lambda", "get-event-source-mapping", "--uuid", Uuid);
        Assert.Equal(("Enabled", 10, 1000), ((string?)updated!["State"], (int?)updated["ParallelizationFactor"], (int?)updated["BatchSize"]));

        var refused = await Boto.RunAsync(wire,
            $$"""
            l = client('lambda')
            out = [error(l.update_event_source_mapping, UUID=u, ParallelizationFactor=n)['code'] for u, n in
              [('{{Uuid}}', 0), ('{{Uuid}}', 11), ('{{queue.Uuid}}', 2)]]
            """);
        Assert.Equal("""["ValidationException","ValidationException","InvalidParameterValueException"]""", refused.ToJsonString());
        Assert.Equal((10, 1), (mapping.Parallelization, queue.Parallelization));
    }
}
