using Amazon.Runtime.Internal;
using Amazon.SimpleNotificationService.Model;
using Watchdog.Compat.Wire;
using Watchdog.Compat.Wire.Query;

namespace Amazon.SimpleNotificationService.Internal;

internal static class Operations
{
    public static readonly Operation<PublishRequest, PublishResponse> Publish = QueryProtocol.Operation(
        AmazonSimpleNotificationServiceConfig.Facts,
        "Publish",
        (Action<PublishRequest, IRequest>)BindPublish,
        static result => new PublishResponse { MessageId = result.Text("MessageId"), SequenceNumber = result.Text("SequenceNumber") },
        Errors.Of);

    private static void BindPublish(PublishRequest request, IRequest http)
    {
        http.Add("TopicArn", request.TopicArn);
        http.Add("TargetArn", request.TargetArn);
        http.Add("PhoneNumber", request.PhoneNumber);
        http.Add("Message", request.Message);
        http.Add("Subject", request.Subject);
        http.Add("MessageStructure", request.MessageStructure);
        http.Add("MessageDeduplicationId", request.MessageDeduplicationId);
        http.Add("MessageGroupId", request.MessageGroupId);
        var number = 0;
        foreach (var (name, value) in request.MessageAttributes ?? [])
        {
            var entry = $"MessageAttributes.entry.{++number}";
            http.Add($"{entry}.Name", name);
            http.Add($"{entry}.Value.DataType", value.DataType);
            http.Add($"{entry}.Value.StringValue", value.StringValue);
            http.Add($"{entry}.Value.BinaryValue", value.BinaryValue is null ? null : Convert.ToBase64String(value.BinaryValue.ToArray()));
        }
    }
}
