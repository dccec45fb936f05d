using System.Diagnostics;
using System.Globalization;
using System.Text;
using Watchdog.Simulator.Runtime;
using Watchdog.Simulator.Wire;

namespace Watchdog.Benchmarks.ColdStart;

/// <summary>Starts a program as Lambda does, in a fresh account, and takes its times.</summary>
/// <param name="folder">For the programs' logs and for the calls that the script makes.</param>
internal sealed class Starter(string repository, string folder, CpuLimit? limit)
{
    /// <summary>Lambda gives up much sooner; what takes longer has failed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string _template = Path.Combine(repository, "template.yaml");
    private readonly byte[] _event = File.ReadAllBytes(Path.Combine(repository, "events", $"{ColdStartAccount.Watcher}.json"));

    /// <summary>The file with the calls that the script makes.</summary>
    public string CallsFile { get; } = Path.Combine(folder, "calls.json");

    /// <exception cref="InvalidOperationException">The program ended, or answered with an error; the message has its log.</exception>
    public async Task<(ColdStartTimes Times, IReadOnlyCollection<WireCall> Calls)> StartAsync(Contestant contestant, CancellationToken cancellationToken)
    {
        await using var account = await ColdStartAccount.StartAsync(_template, cancellationToken);
        await using var api = await RuntimeApi.StartAsync(account.Function.Arn, cancellationToken);
        var settings = account.SettingsOf(contestant.Command);
        var environment = FunctionEnvironment.Of(account.Function, settings, api.Address, "cold-start");
        environment[Contestant.CallsVariable] = CallsFile;
        var log = Path.Combine(folder, "log");
        var command = limit is null ? settings.Command : limit.Around(settings.Command);

        var began = Stopwatch.GetTimestamp();
        using var process = FunctionProcess.Start(command, environment, settings.TaskRoot, log);
        api.Session = process.Session;
        try
        {
            await UntilAsync(process.Session.Idle);
            var firstPoll = Stopwatch.GetElapsedTime(began);
            process.Session.Give(new Invocation(
                "cold-start", _event, Invocation.TraceIdOf("cold-start", account.Now), TimeProvider.System.GetUtcNow() + account.Function.Timeout));
            var answered = process.Session.Answered;
            await UntilAsync(answered);
            var firstAnswer = Stopwatch.GetElapsedTime(began);
            if ((await answered).IsError)
                throw Failed("answered with an error", Encoding.UTF8.GetString((await answered).Payload.Span));
            return (new ColdStartTimes(contestant.Name, firstPoll, firstAnswer, PeakMegabytes(process.Id)), account.Calls);
        }
        finally
        {
            await process.KillAsync();
        }

        async Task UntilAsync(Task task)
        {
            var first = await Task.WhenAny(task, process.Exited, Task.Delay(Patience, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            if (first != task)
                throw Failed(first == process.Exited ? $"ended with exit code {process.ExitCode}" : $"did nothing for {Patience.TotalSeconds:0} s", File.ReadAllText(log));
        }

        InvalidOperationException Failed(string how, string text) => new($"{contestant.Name} ({string.Join(' ', contestant.Command)}) {how}: {text.Trim()}");
    }

    /// <summary>The kernel's own high-water mark of the process's resident memory.</summary>
    private static double PeakMegabytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").Single(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / 1e6;
    }
}
