using System.Text.Json;
using System.Text.Json.Nodes;
using Watchdog.EndToEnd.Tests.Support;
using Watchdog.Simulator;

namespace Watchdog.EndToEnd.Tests.Permissions;

/// <summary>What people do by hand: every action on a function behind each kind of trigger, and every event file.</summary>
internal static class OperatorRounds
{
    /// <summary>In an order in which each finds something to do.</summary>
    private static readonly string[] Round =
        ["status", "history", "contain", "escalate", "reconcile", "probe", "history", "reset", "trip", "reconcile", "probe", "reset --force", "contain", "reset", "trip", "reset"];

    public static IEnumerable<string> EventFiles => Directory.EnumerateFiles(Path.Combine(Paths.Repository, "events"), "*.json").Order(StringComparer.Ordinal);

    /// <summary>The actions on all functions of the account, one after the other with minutes between.</summary>
    public static async Task PlayActionsAsync(Simulation simulation, CancellationToken cancellationToken)
    {
        List<string> functions;
        lock (simulation.Account.Gate)
            functions = [.. simulation.Account.Functions.Values.Where(f => !f.Hosted).Select(f => f.Name)];
        foreach (var step in Round)
        {
            // Two minutes: a mapping takes some of it to change, and so does what is read of the metrics.
            for (var minute = 0; minute < 2; minute++)
                await simulation.AdvanceMinuteAsync(cancellationToken);
            foreach (var function in functions)
                await InvokeBreakerAsync(simulation, step, step == "reconcile" ? null : function, cancellationToken);
        }

        await InvokeBreakerAsync(simulation, "reset", null, cancellationToken);
    }

    /// <summary>Each as `sam local invoke` would hand it over, in an account that has the function they name.</summary>
    public static async Task PlayEventFilesAsync(Simulation simulation, CancellationToken cancellationToken)
    {
        foreach (var file in EventFiles)
        {
            await simulation.AdvanceMinuteAsync(cancellationToken);
            var function = Path.GetFileNameWithoutExtension(file).Split('-')[0];
            var answer = await simulation.InvokeAsync(function, await File.ReadAllTextAsync(file, cancellationToken), cancellationToken);
            Assert.False(answer.Contains("errorType", StringComparison.Ordinal), $"{file}: {answer}");
        }
    }

    private static async Task InvokeBreakerAsync(Simulation simulation, string step, string? function, CancellationToken cancellationToken)
    {
        var payload = new JsonObject { ["action"] = step.Split(' ')[0] };
        if (function is not null)
            payload["function"] = function;
        if (step.EndsWith("--force", StringComparison.Ordinal))
            payload["force"] = true;
        // A refusal is an answer, too: not every action fits every state. An answer that is none is a failure.
        var answer = await simulation.InvokeAsync("CircuitBreaker", payload.ToJsonString(), cancellationToken);
        using var parsed = JsonDocument.Parse(answer);
        Assert.True(parsed.RootElement.TryGetProperty("ok", out _), answer);
    }
}
