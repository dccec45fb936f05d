using Watchdog.Simulator.Wire.Sqs;

namespace Watchdog.Simulator.Wire.Authorization.Services;

/// <summary>Amazon SQS. A batch needs the permission of its single messages.</summary>
internal static class SqsAccess
{
    public static IReadOnlyDictionary<string, Access> Table { get; } = new Dictionary<string, Access>(StringComparer.Ordinal)
    {
        ["ListQueues"] = Accesses.Everything("sqs:ListQueues"),
        ["GetQueueUrl"] = Accesses.On("sqs:GetQueueUrl", r => r.Arn("sqs", r.Members.Required("QueueName"))),
        ["ListDeadLetterSourceQueues"] = OnQueue("sqs:ListDeadLetterSourceQueues"),
        ["ListQueueTags"] = OnQueue("sqs:ListQueueTags"),
        ["GetQueueAttributes"] = OnQueue("sqs:GetQueueAttributes"),
        ["SetQueueAttributes"] = OnQueue("sqs:SetQueueAttributes"),
        ["SendMessage"] = OnQueue("sqs:SendMessage"),
        ["SendMessageBatch"] = OnQueue("sqs:SendMessage"),
        ["ReceiveMessage"] = OnQueue("sqs:ReceiveMessage"),
        ["DeleteMessage"] = OnQueue("sqs:DeleteMessage"),
        ["PurgeQueue"] = OnQueue("sqs:PurgeQueue"),
    };

    private static Access OnQueue(string action) => Accesses.On(action, r => QueueUrl.ArnOf(r.Account, r.Members));
}
