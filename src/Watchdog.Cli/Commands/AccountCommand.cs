using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Spectre.Console;
using Watchdog.Cli.Playing;
using Watchdog.Cli.Rendering;
using Watchdog.Cli.Staging;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Cli.Commands;

/// <summary>`watchdog account`: a simulated account as a service, to be talked to with the AWS CLI or any SDK.</summary>
internal static class AccountCommand
{
    private const int DefaultPort = 4566;
    private const double DefaultSpeed = 20;
    private const double SlowestSpeed = 0.1;
    private const double FastestSpeed = 3600;

    private const string Description = "Serves a simulated AWS account, with Watchdog deployed into it, on a local port until Ctrl-C";

    private const string More = """
        When the scenario's duration is over, its traffic goes on steadily.

        Examples:
          watchdog account
          watchdog account queue-loop --speed 60
          watchdog account my-incident.yaml --port 5000

        Exit code: 0 when it was ended by Ctrl-C or SIGTERM, 2 for bad input, 3 when the simulation itself failed.
        """;

    public static Command Create(CliContext context)
    {
        var name = new Argument<string>("scenario")
        {
            Description = "A built-in scenario or the path of a scenario file",
            HelpName = "SCENARIO",
            DefaultValueFactory = _ => "quiet-day",
        };
        var port = new Option<int>("--port")
        {
            Description = "The port on 127.0.0.1; 0 takes a free one",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultPort,
            CustomParser = result => Parse(
                result, "a port number from 0 to 65535", (string s, out int n) => int.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out n) && n <= IPEndPoint.MaxPort),
        };
        var speed = new Option<double>("--speed")
        {
            Description = "Simulated seconds per second; the clock moves on by a minute at a time",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultSpeed,
            CustomParser = result => Parse(
                result, $"a number of simulated seconds per second from {SlowestSpeed} to {FastestSpeed}",
                (string s, out double n) => double.TryParse(s, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out n) && n is >= SlowestSpeed and <= FastestSpeed),
        };
        var bootstrap = CommonOptions.Bootstrap();
        var command = new ExplainedCommand("account", Description, More) { name, port, speed, bootstrap };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            context, ScenarioCatalog.Load(parsed.GetValue(name)!), parsed.GetValue(port), parsed.GetValue(speed), parsed.GetValue(bootstrap), cancellationToken));
        return command;
    }

    internal static async Task<int> RunAsync(
        CliContext context, Scenario scenario, int port, double speed, string? bootstrap, CancellationToken cancellationToken)
    {
        CheckFree(port);
        try
        {
            await using var account = await context.Stage(bootstrap).StartAsync(scenario, port, cancellationToken);
            Introduce(context.Console, account, scenario, speed);
            var onlooker = new Onlooker(account);
            var minute = TimeSpan.FromSeconds(60 / speed);
            var began = context.Time.GetTimestamp();
            for (var next = minute; ; next += minute)
            {
                if (next - context.Time.GetElapsedTime(began) is { Ticks: > 0 } wait)
                    await Task.Delay(wait, context.Time, cancellationToken);
                Tell(context.Console, account, await onlooker.PlayMinuteAsync(cancellationToken));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            context.Console.Line("Ended.");
            return ExitCode.Ok;
        }
    }

    private static void Introduce(IAnsiConsole console, IStagedAccount account, Scenario scenario, double speed)
    {
        var endpoint = account.Endpoint.ToString().TrimEnd('/');
        var aws = $"AWS_ENDPOINT_URL={endpoint} aws";
        console.Line($"The simulated account answers at {endpoint}; Ctrl-C ends it.", "bold");
        console.Line($"Scenario {scenario.Name}: {scenario.Description}");
        console.Line($"A second is {speed} simulated seconds; it is {account.Start:yyyy-MM-dd HH:mm} there.");
        console.WriteLine();
        console.Line("In another shell:");
        foreach (var command in new[]
        {
            "export AWS_DEFAULT_REGION=us-east-1 AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any",
            // Version 1 of the AWS CLI heeds the variable for every service but this one.
            $"{aws} sqs list-queues --endpoint-url {endpoint}",
            $"{aws} lambda list-functions --query 'Functions[].FunctionName'",
            $"{aws} lambda list-event-source-mappings",
            OperatorCommands.Invoke(SimulatorStage.StackName, BreakerAnswers.StatusRequest).Replace("aws ", $"{aws} ", StringComparison.Ordinal),
            OperatorCommands.Invoke(SimulatorStage.StackName, """{"action":"history"}""").Replace("aws ", $"{aws} ", StringComparison.Ordinal),
        })
            // Unwrapped, so that a narrow window does not break a command in two.
            console.Profile.Out.Writer.WriteLine($"  {command}");
        console.WriteLine();
    }

    private static void Tell(IAnsiConsole console, IStagedAccount account, PlayedMinute played)
    {
        foreach (var (text, style) in played.Happenings.Select(MinuteTable.Words))
            console.Line($"{account.Start.AddMinutes(played.Minute):HH:mm} {text}", style);
    }

    /// <exception cref="UsageException">Something else listens on the port.</exception>
    private static void CheckFree(int port)
    {
        using var probe = new TcpListener(IPAddress.Loopback, port);
        try
        {
            probe.Start();
        }
        catch (SocketException e)
        {
            throw new UsageException($"--port: port {port} of 127.0.0.1 cannot be had: {e.Message}; choose another, or 0 for a free one.");
        }
    }

    private delegate bool TryParse<T>(string text, out T value);

    private static T? Parse<T>(ArgumentResult result, string accepted, TryParse<T> tryParse)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (tryParse(text, out var value))
            return value;
        result.AddError($"{((OptionResult)result.Parent!).Option.Name}: '{text}' is not {accepted}.");
        return default;
    }
}
