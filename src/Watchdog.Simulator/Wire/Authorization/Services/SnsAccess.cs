namespace Watchdog.Simulator.Wire.Authorization.Services;

/// <summary>Amazon SNS.</summary>
internal static class SnsAccess
{
    public static IReadOnlyDictionary<string, Access> Table { get; } = new Dictionary<string, Access>(StringComparer.Ordinal)
    {
        ["CreateTopic"] = Accesses.On("sns:CreateTopic", r => r.Arn("sns", r.Members.Required("Name"))),
        ["ListTopics"] = Accesses.Everything("sns:ListTopics"),
        ["GetTopicAttributes"] = OnTopic("sns:GetTopicAttributes"),
        ["Subscribe"] = OnTopic("sns:Subscribe"),
        ["ListSubscriptionsByTopic"] = OnTopic("sns:ListSubscriptionsByTopic"),
        ["Publish"] = Accesses.On("sns:Publish", r => r.Members.String("TopicArn") ?? r.Members.Required("TargetArn")),
    };

    private static Access OnTopic(string action) => Accesses.On(action, r => r.Members.Required("TopicArn"));
}
