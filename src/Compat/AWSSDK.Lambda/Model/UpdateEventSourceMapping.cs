using System.Text.Json.Serialization;

namespace Amazon.Lambda.Model;

/// <summary>Changes a mapping; what is not set stays as it is.</summary>
public class UpdateEventSourceMappingRequest : AmazonLambdaRequest
{
    [JsonIgnore]
    public string? UUID { get; set; }

    public string? FunctionName { get; set; }

    public bool? Enabled { get; set; }

    public int? BatchSize { get; set; }

    public int? MaximumBatchingWindowInSeconds { get; set; }

    /// <summary>Of a stream's mapping only: 1 to 10.</summary>
    public int? ParallelizationFactor { get; set; }

    public List<string>? FunctionResponseTypes { get; set; }

    /// <summary>An object without a maximum takes the maximum away; null leaves it as it is.</summary>
    public ScalingConfig? ScalingConfig { get; set; }
}

public class UpdateEventSourceMappingResponse : Amazon.Runtime.AmazonWebServiceResponse
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
