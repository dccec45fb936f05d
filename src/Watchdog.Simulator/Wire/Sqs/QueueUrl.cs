using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Sqs;

/// <summary>A queue's URL: the address that the client used, the account, the name.</summary>
internal static class QueueUrl
{
    public static string Of(SimulatedAccount account, SimulatedQueue queue, WireRequest request) => $"{request.Endpoint}/{account.AccountId}/{queue.Name}";

    /// <summary>The queue that the member QueueUrl names. Only the path counts: clients behind another address mean the same queue.</summary>
    public static SimulatedQueue Resolve(SimulatedAccount account, Input input)
    {
        var (owner, name) = Read(account, input);
        return owner == account.AccountId && account.Queues.TryGetValue(name, out var queue) ? queue : throw Errors.NoQueue();
    }

    /// <summary>The ARN of the queue that the member QueueUrl names, whether there is such a queue or not.</summary>
    public static string ArnOf(SimulatedAccount account, Input input)
    {
        var (owner, name) = Read(account, input);
        return $"arn:aws:sqs:{account.Region}:{owner}:{name}";
    }

    private static (string Owner, string Name) Read(SimulatedAccount account, Input input)
    {
        var url = input.Required("QueueUrl");
        var parts = (Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.AbsolutePath : url).Trim('/').Split('/');
        return parts.Length == 1 ? (account.AccountId, parts[0]) : (parts[^2], parts[^1]);
    }
}
