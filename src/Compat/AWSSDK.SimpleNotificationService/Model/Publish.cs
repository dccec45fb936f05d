namespace Amazon.SimpleNotificationService.Model;

/// <summary>Publishes one message: to a topic, an endpoint or a telephone number.</summary>
public class PublishRequest : AmazonSimpleNotificationServiceRequest
{
    public PublishRequest()
    {
    }

    public PublishRequest(string topicArn, string message)
    {
        TopicArn = topicArn;
        Message = message;
    }

    public PublishRequest(string topicArn, string message, string subject)
        : this(topicArn, message) => Subject = subject;

    public string? TopicArn { get; set; }

    public string? TargetArn { get; set; }

    public string? PhoneNumber { get; set; }

    /// <summary>At most 262,144 bytes of UTF-8.</summary>
    public string? Message { get; set; }

    /// <summary>Less than 100 characters of ASCII, without line breaks.</summary>
    public string? Subject { get; set; }

    /// <summary><c>json</c>: the message is an object of texts by protocol, with <c>default</c> among them.</summary>
    public string? MessageStructure { get; set; }

    public Dictionary<string, MessageAttributeValue>? MessageAttributes { get; set; }

    public string? MessageDeduplicationId { get; set; }

    public string? MessageGroupId { get; set; }
}

public class MessageAttributeValue
{
    /// <summary>String, String.Array, Number or Binary.</summary>
    public string? DataType { get; set; }

    public string? StringValue { get; set; }

    public MemoryStream? BinaryValue { get; set; }
}

public class PublishResponse : Amazon.Runtime.AmazonWebServiceResponse
{
    public string? MessageId { get; set; }

    public string? SequenceNumber { get; set; }
}
