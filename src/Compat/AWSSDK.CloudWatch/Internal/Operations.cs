using Amazon.CloudWatch.Model;
using Watchdog.Compat.Wire;
using Watchdog.Compat.Wire.Json;

namespace Amazon.CloudWatch.Internal;

internal static class Operations
{
    public static readonly Operation<DeleteAlarmsRequest, DeleteAlarmsResponse> DeleteAlarms = AwsJson.Version10(
        AmazonCloudWatchConfig.Facts, "DeleteAlarms", CloudWatchJson.Default.DeleteAlarmsRequest, CloudWatchJson.Default.DeleteAlarmsResponse, Errors.Of);

    public static readonly Operation<DescribeAlarmsRequest, DescribeAlarmsResponse> DescribeAlarms = AwsJson.Version10(
        AmazonCloudWatchConfig.Facts, "DescribeAlarms", CloudWatchJson.Default.DescribeAlarmsRequest, CloudWatchJson.Default.DescribeAlarmsResponse, Errors.Of);

    public static readonly Operation<GetMetricDataRequest, GetMetricDataResponse> GetMetricData = AwsJson.Version10(
        AmazonCloudWatchConfig.Facts, "GetMetricData", CloudWatchJson.Default.GetMetricDataRequest, CloudWatchJson.Default.GetMetricDataResponse, Errors.Of);

    public static readonly Operation<ListMetricsRequest, ListMetricsResponse> ListMetrics = AwsJson.Version10(
        AmazonCloudWatchConfig.Facts, "ListMetrics", CloudWatchJson.Default.ListMetricsRequest, CloudWatchJson.Default.ListMetricsResponse, Errors.Of);

    public static readonly Operation<PutMetricAlarmRequest, PutMetricAlarmResponse> PutMetricAlarm = AwsJson.Version10(
        AmazonCloudWatchConfig.Facts, "PutMetricAlarm", CloudWatchJson.Default.PutMetricAlarmRequest, CloudWatchJson.Default.PutMetricAlarmResponse, Errors.Of);

    public static readonly Operation<PutMetricDataRequest, PutMetricDataResponse> PutMetricData = AwsJson.Version10(
        AmazonCloudWatchConfig.Facts, "PutMetricData", CloudWatchJson.Default.PutMetricDataRequest, CloudWatchJson.Default.PutMetricDataResponse, Errors.Of);
}
