using Amazon.ResourceGroupsTaggingAPI.Model;
using Watchdog.Compat.Wire;
using Watchdog.Compat.Wire.Json;

namespace Amazon.ResourceGroupsTaggingAPI.Internal;

internal static class Operations
{
    public static readonly Operation<GetResourcesRequest, GetResourcesResponse> GetResources = AwsJson.Version11(
        AmazonResourceGroupsTaggingAPIConfig.Facts,
        "GetResources",
        TaggingJson.Default.GetResourcesRequest,
        TaggingJson.Default.GetResourcesResponse,
        Errors.Of);
}
