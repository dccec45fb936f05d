namespace Amazon.Lambda.Model;

public class GetFunctionConfigurationRequest : AmazonLambdaRequest
{
    /// <summary>Name, partial ARN or ARN.</summary>
    public string? FunctionName { get; set; }

    /// <summary>A version or an alias.</summary>
    public string? Qualifier { get; set; }
}

public class GetFunctionConfigurationResponse : Amazon.Runtime.AmazonWebServiceResponse
{
    public string? FunctionName { get; set; }

    public string? FunctionArn { get; set; }

    public Runtime? Runtime { get; set; }

    /// <summary>ARN of the role that the function runs as.</summary>
    public string? Role { get; set; }

    public string? Handler { get; set; }

    public string? Description { get; set; }

    /// <summary>Seconds.</summary>
    public int? Timeout { get; set; }

    /// <summary>Megabytes.</summary>
    public int? MemorySize { get; set; }

    /// <summary>As in <c>2026-01-15T12:00:00.000+0000</c>.</summary>
    public string? LastModified { get; set; }

    public string? CodeSha256 { get; set; }

    public string? Version { get; set; }

    public EnvironmentResponse? Environment { get; set; }

    public DeadLetterConfig? DeadLetterConfig { get; set; }

    public string? RevisionId { get; set; }

    public State? State { get; set; }

    public LastUpdateStatus? LastUpdateStatus { get; set; }
}
