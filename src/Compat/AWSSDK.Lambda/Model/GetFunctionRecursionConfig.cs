namespace Amazon.Lambda.Model;

public class GetFunctionRecursionConfigRequest : AmazonLambdaRequest
{
    /// <summary>Without a qualifier.</summary>
    public string? FunctionName { get; set; }
}

public class GetFunctionRecursionConfigResponse : Amazon.Runtime.AmazonWebServiceResponse
{
    public RecursiveLoop? RecursiveLoop { get; set; }
}
