using Watchdog.Aws.Triggers;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;
using Watchdog.Tests.Support;

namespace Watchdog.Aws.Tests.Triggers;

public sealed class MappingControlTests(MotoServer moto)
{
    [Fact]
    public async Task A_mapping_is_capped_disabled_and_restored()
    {
        var made = await moto.SeedAsync("control-");
        using var lambda = Clients.Lambda(moto.Url);
        var control = new MappingControl(lambda);
        var uuid = (string)made["mapping"]!;
        var token = TestContext.Current.CancellationToken;

        await control.ChangeAsync(uuid, new MappingChange(Enabled: null, new ScalingChange(2)), token);
        var capped = await control.FindAsync(uuid, token);
        Assert.Equal(("control-process", 2, true), (capped!.FunctionName, capped.MaximumConcurrency, capped.IsEnabled));
        await control.ChangeAsync(uuid, new MappingChange(Enabled: false), token);
        var disabled = await control.FindAsync(uuid, token);
        Assert.Equal((2, true), (disabled!.MaximumConcurrency, disabled.IsDisabled));
        await control.ChangeAsync(uuid, new MappingChange(Enabled: true, new ScalingChange(null)), token);
        var restored = await control.FindAsync(uuid, token);
        Assert.Equal((null, true), (restored!.MaximumConcurrency, restored.IsEnabled));
    }

    [Fact]
    public async Task A_mapping_that_does_not_exist_is_not_found()
    {
        moto.Require();
        using var lambda = Clients.Lambda(moto.Url);
        Assert.Null(await new MappingControl(lambda).FindAsync("6f6c4b6e-0000-0000-0000-000000000000", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("ResourceInUseException", 400)]
    [InlineData("ResourceConflictException", 409)]
    public async Task A_mapping_that_is_being_changed_is_busy(string code, int status)
    {
        await using var aws = new Responder(new Answer("""{"message":"busy"}""", status, new() { ["x-amzn-ErrorType"] = code }));
        var error = await Assert.ThrowsAsync<MappingBusyException>(
            () => new MappingControl(Clients.Lambda(aws.Url)).ChangeAsync("u-1", new MappingChange(false), TestContext.Current.CancellationToken));
        Assert.Contains("u-1", error.Message, StringComparison.Ordinal);
    }
}
