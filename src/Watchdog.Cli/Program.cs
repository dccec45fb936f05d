using System.Runtime.InteropServices;
using Watchdog.Cli;
using Watchdog.Cli.Commands;
using Watchdog.Cli.Rendering;
using Watchdog.Cli.Staging;

using var ended = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);

var context = new CliContext(
    Terminal.Create(Console.Out, Terminal.IsPlain),
    bootstrap => new SimulatorStage(StackFiles.Locate(AppContext.BaseDirectory, bootstrap), IncidentStores.Open),
    TimeProvider.System);
return await CommandLine.RunAsync(args, context, Console.Error, ended.Token);

// The second signal ends the process at once, should the first not do.
void End(PosixSignalContext signal)
{
    signal.Cancel = !ended.IsCancellationRequested;
    ended.Cancel();
}
