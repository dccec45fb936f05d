using System.Text.Json.Serialization;

namespace Amazon.Lambda.Model;

public class GetFunctionConcurrencyRequest : AmazonLambdaRequest
{
    public string? FunctionName { get; set; }
}

public class GetFunctionConcurrencyResponse : Amazon.Runtime.AmazonWebServiceResponse
{
    /// <summary>Null when nothing is reserved; 0 is a reservation: nothing may run.</summary>
    public int? ReservedConcurrentExecutions { get; set; }
}

public class PutFunctionConcurrencyRequest : AmazonLambdaRequest
{
    [JsonIgnore]
    public string? FunctionName { get; set; }

    public int? ReservedConcurrentExecutions { get; set; }
}

public class PutFunctionConcurrencyResponse : Amazon.Runtime.AmazonWebServiceResponse
{
    public int? ReservedConcurrentExecutions { get; set; }
}

/// <summary>Takes the reservation away.</summary>
public class DeleteFunctionConcurrencyRequest : AmazonLambdaRequest
{
    public string? FunctionName { get; set; }
}

public class DeleteFunctionConcurrencyResponse : Amazon.Runtime.AmazonWebServiceResponse;
