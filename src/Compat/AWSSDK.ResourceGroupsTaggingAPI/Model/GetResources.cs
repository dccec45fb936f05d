namespace Amazon.ResourceGroupsTaggingAPI.Model;

/// <summary>Lists the region's resources that have or had tags, of the services that support it.</summary>
public class GetResourcesRequest : AmazonResourceGroupsTaggingAPIRequest
{
    /// <summary>Empty or not set: the first page.</summary>
    public string? PaginationToken { get; set; }

    /// <summary>1 to 100; excludes <see cref="TagsPerPage"/>.</summary>
    public int? ResourcesPerPage { get; set; }

    /// <summary>Excludes all filters.</summary>
    public List<string>? ResourceARNList { get; set; }

    /// <summary><c>service</c> or <c>service:type</c>, e.g. <c>lambda:function</c>; one of them has to fit.</summary>
    public List<string>? ResourceTypeFilters { get; set; }

    /// <summary>At most 50; all of them have to fit.</summary>
    public List<TagFilter>? TagFilters { get; set; }

    /// <summary>100 to 500, in hundreds.</summary>
    public int? TagsPerPage { get; set; }
}

/// <summary>Fits a resource that has a tag of the key, with one of the values where there are any.</summary>
public class TagFilter
{
    public string? Key { get; set; }

    /// <summary>At most 20.</summary>
    public List<string>? Values { get; set; }
}

public class GetResourcesResponse : Amazon.Runtime.AmazonWebServiceResponse
{
    /// <summary>Empty or null on the last page. A page may be empty and not the last.</summary>
    public string? PaginationToken { get; set; }

    public List<ResourceTagMapping>? ResourceTagMappingList { get; set; }
}

/// <summary>A resource with all of its tags.</summary>
public class ResourceTagMapping
{
    public string? ResourceARN { get; set; }

    public List<Tag>? Tags { get; set; }
}

public class Tag
{
    public string? Key { get; set; }

    public string? Value { get; set; }
}
