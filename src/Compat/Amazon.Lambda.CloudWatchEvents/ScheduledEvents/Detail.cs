namespace Amazon.Lambda.CloudWatchEvents.ScheduledEvents;

/// <summary>The detail of a scheduled event, which is always an empty object.</summary>
public class Detail;
