namespace Amazon.Lambda.Model;

/// <summary>An event source mapping, as ListEventSourceMappings describes it.</summary>
public class EventSourceMappingConfiguration
{
    public string? UUID { get; set; }

    public string? EventSourceMappingArn { get; set; }

    /// <summary>Absent for a Kafka cluster of one's own.</summary>
    public string? EventSourceArn { get; set; }

    /// <summary>With a qualifier where the mapping invokes a version or an alias.</summary>
    public string? FunctionArn { get; set; }

    public int? BatchSize { get; set; }

    public int? MaximumBatchingWindowInSeconds { get; set; }

    public int? ParallelizationFactor { get; set; }

    /// <summary>-1: until the source forgets the record.</summary>
    public int? MaximumRecordAgeInSeconds { get; set; }

    /// <summary>-1: without end.</summary>
    public int? MaximumRetryAttempts { get; set; }

    public bool? BisectBatchOnFunctionError { get; set; }

    public DestinationConfig? DestinationConfig { get; set; }

    public List<string>? FunctionResponseTypes { get; set; }

    public ScalingConfig? ScalingConfig { get; set; }

    public ProvisionedPollerConfig? ProvisionedPollerConfig { get; set; }

    /// <summary>Creating, Enabling, Enabled, Disabling, Disabled, Updating or Deleting.</summary>
    public string? State { get; set; }

    public string? StateTransitionReason { get; set; }

    public string? LastProcessingResult { get; set; }

    public DateTime? LastModified { get; set; }
}

/// <summary>How far a queue's mapping may scale. Sent without a member it takes the maximum away.</summary>
public class ScalingConfig
{
    /// <summary>2 to 1000.</summary>
    public int? MaximumConcurrency { get; set; }
}

/// <summary>Pollers that are kept ready; excludes a maximum concurrency.</summary>
public class ProvisionedPollerConfig
{
    public int? MinimumPollers { get; set; }

    public int? MaximumPollers { get; set; }
}

/// <summary>Where it is told what became of the records.</summary>
public class DestinationConfig
{
    /// <summary>Of those that were given up.</summary>
    public OnFailure? OnFailure { get; set; }

    /// <summary>Of those that were processed; only of asynchronous invocations.</summary>
    public OnSuccess? OnSuccess { get; set; }
}

public class OnFailure
{
    /// <summary>ARN of a queue, topic, bucket or function; null where there is none.</summary>
    public string? Destination { get; set; }
}

public class OnSuccess
{
    /// <summary>ARN of a queue, topic, bucket or function; null where there is none.</summary>
    public string? Destination { get; set; }
}
