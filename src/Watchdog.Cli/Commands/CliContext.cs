using Spectre.Console;
using Watchdog.Cli.Staging;

namespace Watchdog.Cli.Commands;

/// <summary>What the commands work with.</summary>
/// <param name="Stage">Where scenarios are played, with the functions' program that was asked for, or null.</param>
/// <param name="Time">For the pace of `account`.</param>
internal sealed record CliContext(IAnsiConsole Console, Func<string?, IStage> Stage, TimeProvider Time);
