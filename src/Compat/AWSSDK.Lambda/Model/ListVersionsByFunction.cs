namespace Amazon.Lambda.Model;

public class ListVersionsByFunctionRequest : AmazonLambdaRequest
{
    public string? FunctionName { get; set; }

    /// <summary>The <c>NextMarker</c> of the page before.</summary>
    public string? Marker { get; set; }

    /// <summary>A page never has more than 50, whatever this says.</summary>
    public int? MaxItems { get; set; }
}

public class ListVersionsByFunctionResponse : Amazon.Runtime.AmazonWebServiceResponse
{
    public string? NextMarker { get; set; }

    /// <summary><c>$LATEST</c> is one of them.</summary>
    public List<FunctionConfiguration>? Versions { get; set; }
}
