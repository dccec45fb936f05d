using Watchdog.Simulator.Account;

namespace Watchdog.Benchmarks.Baselines;

/// <summary>What a rule makes one alarm for.</summary>
/// <param name="Name">Of the function or queue; "account" for the account.</param>
internal sealed record AlarmedResource(string Name, string Namespace, string? Dimension)
{
    /// <summary>The resources of the account that a rule's word stands for; Watchdog's own functions are none of the owner's.</summary>
    public static IEnumerable<AlarmedResource> Of(SimulatedAccount account, string word) => word switch
    {
        "function" => Functions(account).Select(f => Function(f.Name)),
        "mapped-function" => Functions(account).Where(f => account.Mappings.Values.Any(m => m.FunctionName == f.Name)).Select(f => Function(f.Name)),
        "queue" => account.Queues.Values.Select(q => Queue(q.Name)),
        "standard-queue" => account.Queues.Values.Where(q => !q.Fifo).Select(q => Queue(q.Name)),
        "fifo-queue" => account.Queues.Values.Where(q => q.Fifo).Select(q => Queue(q.Name)),
        "account" => [new AlarmedResource("account", "AWS/Lambda", null)],
        _ => throw new InvalidDataException($"'{word}' is no kind of resource."),
    };

    private static IEnumerable<SimulatedFunction> Functions(SimulatedAccount account) => account.Functions.Values.Where(f => !f.Hosted);

    private static AlarmedResource Function(string name) => new(name, "AWS/Lambda", "FunctionName");

    private static AlarmedResource Queue(string name) => new(name, "AWS/SQS", "QueueName");
}
