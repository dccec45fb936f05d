namespace Amazon.Lambda.Model;

public class GetFunctionRequest : AmazonLambdaRequest
{
    /// <summary>Name, partial ARN or ARN.</summary>
    public string? FunctionName { get; set; }

    /// <summary>A version or an alias.</summary>
    public string? Qualifier { get; set; }
}

public class GetFunctionResponse : Amazon.Runtime.AmazonWebServiceResponse
{
    public FunctionConfiguration? Configuration { get; set; }

    /// <summary>Absent when nothing is reserved.</summary>
    public Concurrency? Concurrency { get; set; }

    public Dictionary<string, string>? Tags { get; set; }
}

public class Concurrency
{
    /// <summary>0 is a reservation too: nothing may run.</summary>
    public int? ReservedConcurrentExecutions { get; set; }
}
