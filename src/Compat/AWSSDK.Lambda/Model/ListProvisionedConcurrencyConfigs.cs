namespace Amazon.Lambda.Model;

public class ListProvisionedConcurrencyConfigsRequest : AmazonLambdaRequest
{
    public string? FunctionName { get; set; }

    /// <summary>The <c>NextMarker</c> of the page before.</summary>
    public string? Marker { get; set; }

    /// <summary>At most 50.</summary>
    public int? MaxItems { get; set; }
}

public class ListProvisionedConcurrencyConfigsResponse : Amazon.Runtime.AmazonWebServiceResponse
{
    public string? NextMarker { get; set; }

    public List<ProvisionedConcurrencyConfigListItem>? ProvisionedConcurrencyConfigs { get; set; }
}

/// <summary>Executions that are kept ready for one version or alias.</summary>
public class ProvisionedConcurrencyConfigListItem
{
    /// <summary>What is ready, in use or not.</summary>
    public int? AllocatedProvisionedConcurrentExecutions { get; set; }

    /// <summary>Of those that are allocated: the ones that are not in use.</summary>
    public int? AvailableProvisionedConcurrentExecutions { get; set; }

    /// <summary>With the version or alias as its qualifier.</summary>
    public string? FunctionArn { get; set; }

    /// <summary>As in <c>2026-01-15T12:00:00+0000</c>.</summary>
    public string? LastModified { get; set; }

    public int? RequestedProvisionedConcurrentExecutions { get; set; }

    public ProvisionedConcurrencyStatusEnum? Status { get; set; }

    public string? StatusReason { get; set; }
}
