using System.Text.Json.Serialization;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;

namespace Compat.Lambda.Tests.App;

[JsonSerializable(typeof(ScheduledEvent))]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(Seen))]
internal sealed partial class AppJson : JsonSerializerContext;
