using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Sns;

/// <summary>Topics and their subscriptions.</summary>
internal sealed partial class TopicOperations(SimulatedAccount account, SnsTopics topics)
{
    private const int PageSize = 100;
    private static readonly string[] Protocols = ["http", "https", "email", "email-json", "sms", "sqs", "application", "lambda", "firehose"];

    public Output Create(Input input, WireRequest request)
    {
        var name = input.Required("Name");
        if (!TopicName().IsMatch(name))
            throw Errors.Parameter("Topic Name");
        return new JsonObject { ["TopicArn"] = topics.Create(name).Arn };
    }

    public Output List(Input input, WireRequest request)
    {
        var page = Page.Of([.. topics.Topics.Keys], input.String("NextToken"), PageSize, "ListTopics", () => Errors.Parameter("NextToken"));
        return new JsonObject
        {
            ["Topics"] = new JsonArray([.. page.Items.Select(arn => new JsonObject { ["TopicArn"] = arn })]),
            ["NextToken"] = page.Next,
        };
    }

    public Output GetAttributes(Input input, WireRequest request)
    {
        var topic = Existing(topics, input);
        var confirmed = topic.Subscriptions.Count;
        return new JsonObject
        {
            ["Attributes"] = QueryXml.Map(new Dictionary<string, string>
            {
                ["TopicArn"] = topic.Arn,
                ["Owner"] = account.AccountId,
                ["DisplayName"] = "",
                ["SubscriptionsConfirmed"] = $"{confirmed}",
                ["SubscriptionsPending"] = "0",
                ["SubscriptionsDeleted"] = "0",
                ["Policy"] = new JsonObject { ["Version"] = "2008-10-17", ["Statement"] = new JsonArray() }.ToJsonString(),
            }),
        };
    }

    /// <summary>A subscription is confirmed at once: nobody reads the e-mail in which AWS would ask.</summary>
    public Output Subscribe(Input input, WireRequest request)
    {
        var topic = Existing(topics, input);
        var protocol = input.Required("Protocol");
        if (!Protocols.Contains(protocol))
            throw Errors.Parameter($"Protocol '{protocol}' is none of {string.Join(", ", Protocols)}");
        var endpoint = input.Required("Endpoint");
        var subscription = topic.Subscriptions.FirstOrDefault(s => s.Protocol == protocol && s.Endpoint == endpoint);
        if (subscription is null)
        {
            subscription = new SnsSubscription($"{topic.Arn}:{DerivedId.Of(topic.Arn, protocol, endpoint)}", protocol, endpoint);
            topic.Subscriptions.Add(subscription);
        }

        return new JsonObject { ["SubscriptionArn"] = subscription.Arn };
    }

    public Output ListSubscriptions(Input input, WireRequest request)
    {
        var topic = Existing(topics, input);
        var page = Page.Of([.. topic.Subscriptions], input.String("NextToken"), PageSize, topic.Arn, () => Errors.Parameter("NextToken"));
        return new JsonObject
        {
            ["Subscriptions"] = new JsonArray([.. page.Items.Select(s => new JsonObject
            {
                ["SubscriptionArn"] = s.Arn,
                ["Owner"] = account.AccountId,
                ["Protocol"] = s.Protocol,
                ["Endpoint"] = s.Endpoint,
                ["TopicArn"] = topic.Arn,
            })]),
            ["NextToken"] = page.Next,
        };
    }

    public static SnsTopic Existing(SnsTopics topics, Input input)
    {
        var arn = input.Required("TopicArn");
        if (!arn.StartsWith("arn:", StringComparison.Ordinal) || arn.Split(':').Length != 6)
            throw Errors.Parameter("TopicArn");
        return topics.Topics.TryGetValue(arn, out var topic) ? topic : throw Errors.NoTopic();
    }

    [GeneratedRegex(@"^[a-zA-Z0-9_-]{1,251}(\.fifo)?$")]
    private static partial Regex TopicName();
}
