using System.Text.Json.Nodes;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Sqs;

/// <summary>Which queues there are.</summary>
internal sealed class Queues(SimulatedAccount account)
{
    private const int MaximumPage = 1000;

    /// <summary>Without MaxResults there is no NextToken: what is beyond a thousand is silently missing, as on AWS.</summary>
    public Output List(Input input, WireRequest request)
    {
        var prefix = input.String("QueueNamePrefix") ?? "";
        var found = account.Queues.Values.Where(q => q.Name.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        return Listing(found, "QueueUrls", $"ListQueues {prefix}", input, request);
    }

    public Output GetUrl(Input input, WireRequest request)
    {
        var name = input.Required("QueueName");
        if (input.String("QueueOwnerAWSAccountId") is { } owner && owner != account.AccountId)
            throw Errors.NoQueue();
        var queue = account.Queues.GetValueOrDefault(name) ?? throw Errors.NoQueue();
        return new JsonObject { ["QueueUrl"] = QueueUrl.Of(account, queue, request) };
    }

    public Output ListDeadLetterSources(Input input, WireRequest request)
    {
        var deadLetters = QueueUrl.Resolve(account, input);
        var sources = account.Queues.Values.Where(q => q.Redrive?.DeadLetterQueueArn == deadLetters.Arn).ToList();
        // The one list of SQS whose name begins with a small letter.
        return Listing(sources, "queueUrls", $"ListDeadLetterSourceQueues {deadLetters.Name}", input, request);
    }

    public Output ListTags(Input input, WireRequest request)
    {
        var tags = QueueUrl.Resolve(account, input).Tags;
        return tags.Count == 0 ? Output.Empty : new JsonObject { ["Tags"] = new JsonObject(tags.Select(t => KeyValuePair.Create(t.Key, (JsonNode?)t.Value))) };
    }

    private JsonObject Listing(List<SimulatedQueue> queues, string member, string scope, Input input, WireRequest request)
    {
        var maximum = input.Integer("MaxResults");
        if (maximum is < 1 or > MaximumPage)
            throw Errors.Value($"Value {maximum} for parameter MaxResults is invalid. Reason: Must be between 1 and {MaximumPage}, if provided.");
        var token = input.String("NextToken");
        if (token is not null && maximum is null)
            throw Errors.Value("NextToken is accepted together with MaxResults only.");
        var page = Page.Of(queues, token, maximum ?? MaximumPage, scope, () => Errors.Value("Invalid or expired next token."));
        var answer = new JsonObject();
        if (page.Items.Count > 0 || member == "queueUrls")
            answer[member] = new JsonArray([.. page.Items.Select(q => JsonValue.Create(QueueUrl.Of(account, q, request)))]);
        if (maximum is not null && page.Next is { } next)
            answer["NextToken"] = next;
        return answer;
    }
}
