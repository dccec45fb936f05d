namespace Amazon.Lambda.Model;

/// <summary>A function's configuration. ListFunctions leaves <see cref="State"/> and <see cref="LastUpdateStatus"/> out.</summary>
public class FunctionConfiguration
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

public class EnvironmentResponse
{
    public Dictionary<string, string>? Variables { get; set; }

    /// <summary>Why the variables could not be read.</summary>
    public EnvironmentError? Error { get; set; }
}

public class EnvironmentError
{
    public string? ErrorCode { get; set; }

    public string? Message { get; set; }
}

/// <summary>Where events go that an asynchronous invocation could not process.</summary>
public class DeadLetterConfig
{
    public string? TargetArn { get; set; }
}
