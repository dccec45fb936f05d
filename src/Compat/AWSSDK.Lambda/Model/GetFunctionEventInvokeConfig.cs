namespace Amazon.Lambda.Model;

public class GetFunctionEventInvokeConfigRequest : AmazonLambdaRequest
{
    public string? FunctionName { get; set; }

    /// <summary>A version or an alias: each has a configuration of its own.</summary>
    public string? Qualifier { get; set; }
}

/// <summary>How a function is invoked asynchronously. One that was never configured is answered with a <see cref="ResourceNotFoundException"/>.</summary>
public class GetFunctionEventInvokeConfigResponse : Amazon.Runtime.AmazonWebServiceResponse
{
    public DestinationConfig? DestinationConfig { get; set; }

    /// <summary>With the qualifier.</summary>
    public string? FunctionArn { get; set; }

    public DateTime? LastModified { get; set; }

    /// <summary>Seconds, 60 to 21,600; older events are given up.</summary>
    public int? MaximumEventAgeInSeconds { get; set; }

    /// <summary>0 to 2.</summary>
    public int? MaximumRetryAttempts { get; set; }
}
