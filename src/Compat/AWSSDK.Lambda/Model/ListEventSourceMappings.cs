namespace Amazon.Lambda.Model;

/// <summary>Without a filter: all mappings of the account and region, 100 a page.</summary>
public class ListEventSourceMappingsRequest : AmazonLambdaRequest
{
    public string? EventSourceArn { get; set; }

    public string? FunctionName { get; set; }

    public string? Marker { get; set; }

    public int? MaxItems { get; set; }
}

public class ListEventSourceMappingsResponse : Amazon.Runtime.AmazonWebServiceResponse
{
    public List<EventSourceMappingConfiguration>? EventSourceMappings { get; set; }

    public string? NextMarker { get; set; }
}
