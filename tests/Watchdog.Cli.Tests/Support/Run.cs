using Microsoft.Extensions.Time.Testing;
using Watchdog.Cli.Commands;
using Watchdog.Cli.Rendering;

namespace Watchdog.Cli.Tests.Support;

/// <summary>Runs commands on a fake account and keeps what they print.</summary>
internal sealed class Run
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public Run(FakeAccount account)
    {
        Stage = new FakeStage(account);
        Context = new CliContext(Terminal.Create(_output, plain: true), _ => Stage, Time);
    }

    public FakeStage Stage { get; }

    public FakeTimeProvider Time { get; } = new();

    public CliContext Context { get; }

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public Task<int> CommandLineAsync(params string[] args) => CommandLine.RunAsync(args, Context, _error, TestContext.Current.CancellationToken);
}
