namespace Amazon.Lambda.CloudWatchEvents.ScheduledEvents;

/// <summary>The event of an EventBridge rule with a schedule and no input of its own.</summary>
public class ScheduledEvent : CloudWatchEvent<Detail>;
