using Watchdog.Aws.State;
using Watchdog.Aws.Tests.Support;
using Watchdog.Tests.Support;

namespace Watchdog.Aws.Tests.State;

public sealed class RemovalMarkTests(MotoServer moto)
{
    [Fact]
    public async Task It_stays_set_until_it_is_taken_away_and_setting_it_twice_is_no_error()
    {
        var mark = new RemovalMark((await TableOnMoto.MakeAsync(moto, "removal")).Table);
        var token = TestContext.Current.CancellationToken;
        Assert.False(await mark.IsSetAsync(token));
        await mark.SetAsync(true, token);
        await mark.SetAsync(true, token);
        Assert.True(await mark.IsSetAsync(token));
        await mark.SetAsync(false, token);
        await mark.SetAsync(false, token);
        Assert.False(await mark.IsSetAsync(token));
    }
}
