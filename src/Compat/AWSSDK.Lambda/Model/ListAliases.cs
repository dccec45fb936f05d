namespace Amazon.Lambda.Model;

public class ListAliasesRequest : AmazonLambdaRequest
{
    public string? FunctionName { get; set; }

    /// <summary>Only the aliases that point to this version.</summary>
    public string? FunctionVersion { get; set; }

    /// <summary>The <c>NextMarker</c> of the page before.</summary>
    public string? Marker { get; set; }

    public int? MaxItems { get; set; }
}

public class ListAliasesResponse : Amazon.Runtime.AmazonWebServiceResponse
{
    public List<AliasConfiguration>? Aliases { get; set; }

    public string? NextMarker { get; set; }
}

/// <summary>A name that points to a version, or to two.</summary>
public class AliasConfiguration
{
    public string? AliasArn { get; set; }

    public string? Description { get; set; }

    /// <summary>The version that gets what the weights leave.</summary>
    public string? FunctionVersion { get; set; }

    public string? Name { get; set; }

    public string? RevisionId { get; set; }

    public AliasRoutingConfiguration? RoutingConfig { get; set; }
}

public class AliasRoutingConfiguration
{
    /// <summary>At most one version, with the share of calls that it gets: 0 to 1.</summary>
    public Dictionary<string, double>? AdditionalVersionWeights { get; set; }
}
