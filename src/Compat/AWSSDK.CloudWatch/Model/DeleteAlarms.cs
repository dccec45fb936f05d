namespace Amazon.CloudWatch.Model;

/// <summary>Deletes up to 100 alarms.</summary>
public class DeleteAlarmsRequest : AmazonCloudWatchRequest
{
    public List<string>? AlarmNames { get; set; }
}

public class DeleteAlarmsResponse : Amazon.Runtime.AmazonWebServiceResponse;
