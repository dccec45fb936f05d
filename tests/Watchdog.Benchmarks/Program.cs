using Watchdog.Benchmarks.InProcess;
using Watchdog.Cli.Playing;
using Watchdog.Simulator.Scenarios;

foreach (var file in args)
{
    var started = System.Diagnostics.Stopwatch.GetTimestamp();
    var scenario = Scenario.Parse(File.ReadAllText(file), file);
    var played = await Player.PlayAsync(await new InProcessStage().StartAsync(scenario, 0, default), scenario, _ => { }, default);
    Console.WriteLine($"{scenario.Name} {System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");
    foreach (var v in played.Verdicts)
        Console.WriteLine($"  {v}");
}
