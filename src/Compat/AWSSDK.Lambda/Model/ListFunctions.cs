namespace Amazon.Lambda.Model;

public class ListFunctionsRequest : AmazonLambdaRequest
{
    public FunctionVersion? FunctionVersion { get; set; }

    /// <summary>The <c>NextMarker</c> of the page before.</summary>
    public string? Marker { get; set; }

    /// <summary>A page never has more than 50, whatever this says.</summary>
    public int? MaxItems { get; set; }
}

public class ListFunctionsResponse : Amazon.Runtime.AmazonWebServiceResponse
{
    public List<FunctionConfiguration>? Functions { get; set; }

    public string? NextMarker { get; set; }
}
