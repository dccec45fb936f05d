using Amazon.Lambda.Core;
using Amazon.Lambda.TestUtilities;

namespace Compat.Lambda.Tests.TestUtilities;

public sealed class TestUtilitiesTests
{
    [Fact]
    public void The_test_logger_keeps_what_is_logged()
    {
        var context = new TestLambdaContext();

        context.Logger.LogLine("first");
        context.Logger.LogWarning("second");
        context.Logger.LogError(new FormatException("bad"), "third");

        Assert.Equal(
            "first\nsecond\nthird\nSystem.FormatException: bad\n", ((TestLambdaLogger)context.Logger).Buffer.ToString());
    }

    [Fact]
    public void The_levels_are_in_the_order_of_their_weight() =>
        Assert.Equal(["Trace", "Debug", "Information", "Warning", "Error", "Critical"], Enum.GetValues<LogLevel>().Select(l => l.ToString()));
}
