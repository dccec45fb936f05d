using System.Text.Json.Serialization;

namespace Amazon.Lambda.CloudWatchEvents;

/// <summary>The envelope of every EventBridge event, also of the rules that run on a schedule.</summary>
/// <remarks>
/// Only <c>detail-type</c> bears its JSON name here: the other names differ from the properties in their case alone, so read it with a
/// serializer that ignores case, as <c>SourceGeneratorLambdaJsonSerializer</c> does. A member that the event lacks keeps its default.
/// </remarks>
/// <typeparam name="T">The shape of <c>detail</c>, which depends on <c>source</c> and <c>detail-type</c>.</typeparam>
public class CloudWatchEvent<T>
{
    public string? Version { get; set; }

    /// <summary>The 12 digits of the account in which the event arose.</summary>
    public string? Account { get; set; }

    public string? Region { get; set; }

    public T Detail { get; set; } = default!;

    [JsonPropertyName("detail-type")]
    public string? DetailType { get; set; }

    /// <summary>Who sent it: <c>aws.events</c> for a schedule.</summary>
    public string? Source { get; set; }

    /// <summary>When it arose, in UTC. For a schedule that is the minute for which the rule fired, however late it is delivered.</summary>
    public DateTime Time { get; set; }

    /// <summary>The event's own id; the same one when it is delivered again.</summary>
    public string? Id { get; set; }

    /// <summary>The ARNs that the event is about: for a schedule the ARN of the rule.</summary>
    public List<string>? Resources { get; set; }
}
