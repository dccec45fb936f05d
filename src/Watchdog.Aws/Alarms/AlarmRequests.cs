using Amazon.ResourceGroupsTaggingAPI;
using Amazon.ResourceGroupsTaggingAPI.Model;
using Watchdog.Core.Ports;
using Watchdog.Core.Resources;

namespace Watchdog.Aws.Alarms;

/// <summary>Finds tagged resources with one list for all kinds, where each service's own lists would take a request per resource.</summary>
internal sealed class AlarmRequests(IAmazonResourceGroupsTaggingAPI tagging) : IAlarmRequests
{
    private const string Tag = "watchdog:alarm";

    public async Task<IReadOnlyCollection<Arn>> ReadAsync(CancellationToken cancellationToken)
    {
        var arns = new List<Arn>();
        var request = new GetResourcesRequest
        {
            TagFilters = [new TagFilter { Key = Tag, Values = ["true"] }],
            ResourceTypeFilters = ["dynamodb:table", "kinesis:stream", "lambda:function", "sqs"],
            ResourcesPerPage = 100,
        };
        do
        {
            var page = await tagging.GetResourcesAsync(request, cancellationToken);
            arns.AddRange((page.ResourceTagMappingList ?? []).Select(r => Arn.Parse(r.ResourceARN ?? "")));
            request.PaginationToken = page.PaginationToken;
        }
        while (!string.IsNullOrEmpty(request.PaginationToken));
        return arns;
    }
}
