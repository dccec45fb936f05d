using System.Text;
using Compat.Lambda.Tests.Support;

namespace Compat.Lambda.Tests.RuntimeSupport;

/// <summary>These replace the console of the whole process, and so run while no other test does.</summary>
[CollectionDefinition(nameof(OutputTests), DisableParallelization = true)]
[Collection(nameof(OutputTests))]
public sealed class OutputTests
{
    [Fact]
    public async Task What_a_handler_wrote_is_out_before_its_answer_is_posted()
    {
        using var api = new ScriptedApi().ThenInvocation("a");
        using var console = new BufferedWriter();
        var outAtPost = "";
        api.OnPost = _ => outAtPost = console.Flushed;
        var original = Console.Out;
        Console.SetOut(console);
        try
        {
            await new Bootstrap(api).RunAsync(i =>
            {
                Console.Write("written");
                return Bootstrap.Echo(i);
            });
        }
        finally
        {
            Console.SetOut(original);
        }

        Assert.Equal("written", outAtPost);
    }

    [Fact]
    public async Task A_log_line_bears_time_request_and_level()
    {
        using var api = new ScriptedApi().ThenInvocation("a");
        using var console = new BufferedWriter();
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1768478400123));
        var original = Console.Out;
        Console.SetOut(console);
        try
        {
            await new Bootstrap(api, time).RunAsync(i =>
            {
                i.LambdaContext.Logger.LogWarning("careful");
                i.LambdaContext.Logger.LogError(new FormatException("bad"), "failed");
                i.LambdaContext.Logger.LogLine("plain");
                return Bootstrap.Echo(i);
            });
        }
        finally
        {
            Console.SetOut(original);
        }

        Assert.Equal(
            ["2026-01-15T12:00:00.123Z\ta\twarn\tcareful", "2026-01-15T12:00:00.123Z\ta\tfail\tfailed", "System.FormatException: bad", "plain", ""],
            console.Flushed.Split('\n'));
    }

    /// <summary>Keeps what is written until it is flushed.</summary>
    private sealed class BufferedWriter : TextWriter
    {
        private readonly StringBuilder _buffer = new();

        public string Flushed { get; private set; } = "";

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => _buffer.Append(value);

        public override void Flush()
        {
            Flushed += _buffer.ToString();
            _buffer.Clear();
        }
    }
}
