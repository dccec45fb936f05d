using System.CommandLine;
using Watchdog.Benchmarks.Commands;

return await new RootCommand("Measures Watchdog: what it finds, and how fast it is") { ScoreboardCommand.Create(), BreakerCommand.Create(), SimulationSpeedCommand.Create(), ColdStartCommand.Create() }.Parse(args).InvokeAsync();
