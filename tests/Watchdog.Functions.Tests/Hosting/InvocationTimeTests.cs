using Microsoft.Extensions.Time.Testing;
using Watchdog.Functions.Hosting;
using Watchdog.Functions.Tests.Support;

namespace Watchdog.Functions.Tests.Hosting;

public class InvocationTimeTests
{
    private static readonly FakeTimeProvider Clock = new(Given.Nine);

    [Theory]
    [InlineData("Root=1-695b7f80-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=0")]
    [InlineData("Root=1-695b7f80-0123456789abcdef01234567")]
    [InlineData("Root=1-695B7F80-0123456789ABCDEF01234567")]
    [InlineData("Self=1-00000001-0123456789abcdef01234567;Root=1-695b7f80-0123456789abcdef01234567;Sampled=1")]
    public void The_time_is_the_second_in_the_root_of_the_trace_header(string header) =>
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(0x695b7f80), InvocationTime.Of(header, Clock));

    [Fact]
    public void Each_second_has_a_header_of_its_own() =>
        Assert.Equal(
            InvocationTime.Of("Root=1-695b7f80-0123456789abcdef01234567", Clock).AddSeconds(1),
            InvocationTime.Of("Root=1-695b7f81-0123456789abcdef01234567", Clock));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Sampled=0")]
    [InlineData("Root=")]
    [InlineData("Root=1-")]
    [InlineData("Root=1-695b7f80")]
    [InlineData("Root=1-695b7f8-0123456789abcdef01234567")]
    [InlineData("Root=1-695b7f800-123456789abcdef01234567")]
    [InlineData("Root=1-695b7fzz-0123456789abcdef01234567")]
    [InlineData("Root=1- 695b7f8-0123456789abcdef01234567")]
    [InlineData("Root=2-695b7f80-0123456789abcdef01234567")]
    public void Without_a_header_that_can_be_read_the_clock_answers(string? header) =>
        Assert.Equal(Given.Nine, InvocationTime.Of(header, Clock));
}
