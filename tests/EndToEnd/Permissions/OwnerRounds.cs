using Watchdog.EndToEnd.Tests.Support;
using Watchdog.Simulator;

namespace Watchdog.EndToEnd.Tests.Permissions;

/// <summary>What the owners of resources and of the stack do: ask for alarms, ask no more, make the stack and remove it.</summary>
internal static class OwnerRounds
{
    private const string Tag = "watchdog:alarm";

    private const int MinutesOfARun = 16;

    public static async Task PlayAsync(Simulation simulation, CancellationToken cancellationToken)
    {
        await using var cloudFormation = await CloudFormationResponses.StartAsync(cancellationToken);
        await RequestAsync(simulation, cloudFormation, "Create", cancellationToken);
        foreach (var function in new[] { "orders", "resize" })
            Change(simulation, function, tags => tags[Tag] = "true");
        await AdvanceAsync(simulation, MinutesOfARun, cancellationToken);
        Change(simulation, "resize", tags => tags.Remove(Tag));
        await AdvanceAsync(simulation, MinutesOfARun, cancellationToken);
        // Its concurrency is held, which changes at once: the account's clock stands while a request is answered, and a mapping would stay as it is.
        await simulation.InvokeAsync("CircuitBreaker", """{"action":"trip","function":"resize"}""", cancellationToken);
        await RequestAsync(simulation, cloudFormation, "Delete", cancellationToken);
        await RequestAsync(simulation, cloudFormation, "Create", cancellationToken);
    }

    private static async Task RequestAsync(Simulation simulation, CloudFormationResponses cloudFormation, string type, CancellationToken cancellationToken)
    {
        var asked = simulation.InvokeAsync("CircuitBreaker", cloudFormation.Request(type).ToJsonString(), cancellationToken);
        var answer = await cloudFormation.AnswerAsync(cancellationToken);
        Assert.True((string?)answer["Status"] == "SUCCESS", answer.ToJsonString());
        await asked;
    }

    private static async Task AdvanceAsync(Simulation simulation, int minutes, CancellationToken cancellationToken)
    {
        for (var minute = 0; minute < minutes; minute++)
            await simulation.AdvanceMinuteAsync(cancellationToken);
    }

    private static void Change(Simulation simulation, string function, Action<SortedDictionary<string, string>> change)
    {
        lock (simulation.Account.Gate)
            change(simulation.Account.Functions[function].Tags);
    }
}
