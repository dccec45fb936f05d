using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;
using Watchdog.Core.Alarms;
using Watchdog.Core.Ports;

namespace Watchdog.Aws.Alarms;

/// <param name="stack">The stack's name, which the names of its alarms begin with.</param>
/// <param name="topicArn">Where alarms are told.</param>
internal sealed class AlarmControl(IAmazonCloudWatch cloudWatch, string stack, string topicArn) : IAlarmControl
{
    /// <summary>Most alarms in a page, and most that one request may delete.</summary>
    private const int PerRequest = 100;

    public async Task<IReadOnlyList<ResourceAlarm>> ReadAsync(CancellationToken cancellationToken)
    {
        var alarms = new List<ResourceAlarm>();
        var request = new DescribeAlarmsRequest { AlarmNamePrefix = AlarmNames.PrefixOf(stack), MaxRecords = PerRequest };
        do
        {
            var page = await cloudWatch.DescribeAlarmsAsync(request, cancellationToken);
            alarms.AddRange((page.MetricAlarms ?? []).Select(a => AlarmMapping.ToAlarm(a, topicArn)).Where(a => AlarmNames.IsOf(stack, a.Name)));
            request.NextToken = page.NextToken;
        }
        while (!string.IsNullOrEmpty(request.NextToken));
        return alarms;
    }

    public Task PutAsync(ResourceAlarm alarm, CancellationToken cancellationToken) =>
        cloudWatch.PutMetricAlarmAsync(AlarmMapping.ToRequest(alarm, topicArn), cancellationToken);

    public async Task DeleteAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        foreach (var batch in names.Chunk(PerRequest))
        {
            try
            {
                await cloudWatch.DeleteAlarmsAsync(new DeleteAlarmsRequest { AlarmNames = [.. batch] }, cancellationToken);
            }
            catch (ResourceNotFoundException)
            {
                // Somebody was quicker. CloudWatch has deleted those of the request that were still there.
            }
        }
    }
}
