using System.Text;
using System.Text.Json;
using Watchdog.Simulator.Runtime.Tests.Support;

namespace Watchdog.Simulator.Runtime.Tests.Runtime;

public sealed class LogTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_log_of_an_invocation_is_framed_as_lambda_frames_it()
    {
        await using var function = new TestFunction();

        var lines = (await function.InvokeAsync("""{"do":"log","lines":2}""", Cancellation)).LogTail.Split('\n');

        Assert.Matches("^START RequestId: [0-9a-f-]{36} Version: \\$LATEST$", lines[0]);
        Assert.Equal(["line 0000 ä", "line 0001 ä", "after the answer"], lines[1..4]);
        Assert.Matches("^END RequestId: [0-9a-f-]{36}$", lines[4]);
        Assert.Matches("^REPORT RequestId: [0-9a-f-]{36}\tDuration: [0-9.]+ ms\tBilled Duration: [0-9]+ ms\tMemory Size: 256 MB", lines[5]);
    }

    [Fact]
    public async Task The_tail_is_the_last_four_kilobytes()
    {
        await using var function = new TestFunction();

        var tail = (await function.InvokeAsync("""{"do":"log","lines":1000}""", Cancellation)).LogTail;

        Assert.InRange(Encoding.UTF8.GetByteCount(tail), 4090, 4096);
        Assert.Contains("line 0999", tail, StringComparison.Ordinal);
        Assert.DoesNotContain("line 0500", tail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_metric_that_is_logged_is_recorded_at_its_own_time()
    {
        await using var function = new TestFunction();
        const string metric =
            """{"_aws":{"Timestamp":1767603600000,"CloudWatchMetrics":[{"Namespace":"Watchdog","Dimensions":[["Kind","Area"],[]],"Metrics":[{"Name":"Age","Unit":"Seconds"}]}]},"Kind":"queue","Area":"x","Age":[12,40]}""";

        await function.InvokeAsync(JsonSerializer.Serialize(new { @do = "print", text = metric }), Cancellation);

        var samples = function.Metrics.Where(m => m.Metric.Namespace == "Watchdog").ToList();
        Assert.Equal([12, 40, 12, 40], samples.Select(s => s.Value));
        Assert.All(samples, s => Assert.Equal(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), s.Time));
        Assert.Equal("Watchdog\nAge\nArea=x\nKind=queue", samples[0].Metric.Key);
        Assert.Equal("Seconds", samples[0].Metric.Unit);
        Assert.Empty(samples[3].Metric.Dimensions);
    }

    [Theory]
    [InlineData("""{"_aws":{"CloudWatchMetrics":[]}}""")]
    [InlineData("""{"_aws":{"Timestamp":1,"CloudWatchMetrics":[{"Namespace":"W","Dimensions":[["Kind"]],"Metrics":[{"Name":"Age"}]}]},"Kind":7,"Age":1}""")]
    [InlineData("""{"_aws":{"Timestamp":1,"CloudWatchMetrics":[{"Namespace":"W","Dimensions":[["Kind"]],"Metrics":[{"Name":"Age"}]}]},"Kind":"q"}""")]
    [InlineData("""{"_aws":{"Timestamp":1,"CloudWatchMetrics":[{"Namespace":"W","Dimensions":["Kind"],"Metrics":[{"Name":"Age"}]}]},"Kind":"q","Age":1}""")]
    [InlineData("""{"_aws":{"Timestamp":1""")]
    public async Task A_document_that_breaks_the_specification_makes_no_metric(string text)
    {
        await using var function = new TestFunction();

        var result = await function.InvokeAsync(JsonSerializer.Serialize(new { @do = "print", text }), Cancellation);

        Assert.Null(result.FunctionError);
        Assert.Contains(text, result.LogTail, StringComparison.Ordinal);
        Assert.All(function.Metrics, m => Assert.Equal("AWS/Lambda", m.Metric.Namespace));
    }
}
