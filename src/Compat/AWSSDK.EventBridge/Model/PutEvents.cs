namespace Amazon.EventBridge.Model;

/// <summary>Puts up to ten events onto buses.</summary>
public class PutEventsRequest : AmazonEventBridgeRequest
{
    /// <summary>1 to 10, together at most 256 KB.</summary>
    public List<PutEventsRequestEntry>? Entries { get; set; }
}

public class PutEventsRequestEntry
{
    /// <summary>A JSON object, as text.</summary>
    public string? Detail { get; set; }

    /// <summary>At most 128 characters.</summary>
    public string? DetailType { get; set; }

    /// <summary>Name or ARN of the bus; null is the default bus.</summary>
    public string? EventBusName { get; set; }

    /// <summary>ARNs of what the event is about.</summary>
    public List<string>? Resources { get; set; }

    public string? Source { get; set; }

    /// <summary>Null: when it is put.</summary>
    public DateTime? Time { get; set; }
}

/// <summary>An answer with status 200 whatever became of the entries.</summary>
public class PutEventsResponse : Amazon.Runtime.AmazonWebServiceResponse
{
    /// <summary>In the order of the request's.</summary>
    public List<PutEventsResultEntry>? Entries { get; set; }

    public int? FailedEntryCount { get; set; }
}

public class PutEventsResultEntry
{
    /// <summary>Null of an entry that was taken.</summary>
    public string? ErrorCode { get; set; }

    public string? ErrorMessage { get; set; }

    public string? EventId { get; set; }
}
