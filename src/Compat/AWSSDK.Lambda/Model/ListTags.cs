namespace Amazon.Lambda.Model;

public class ListTagsRequest : AmazonLambdaRequest
{
    /// <summary>The ARN of a function, without a qualifier, or of an event source mapping.</summary>
    public string? Resource { get; set; }
}

public class ListTagsResponse : Amazon.Runtime.AmazonWebServiceResponse
{
    public Dictionary<string, string>? Tags { get; set; }
}
