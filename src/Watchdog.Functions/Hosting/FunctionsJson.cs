using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using Watchdog.Core.Breaker;
using Watchdog.Functions.CloudFormation;

namespace Watchdog.Functions.Hosting;

/// <summary>All that goes in and out of the functions.</summary>
[JsonSourceGenerationOptions(RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ScheduledEvent))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(OperatorAnswer))]
[JsonSerializable(typeof(StackRequest))]
[JsonSerializable(typeof(StackResponse))]
public sealed partial class FunctionsJson : JsonSerializerContext;

/// <summary>Answers are read by people in a terminal: camelCase and indented, as AWS's own commands answer.</summary>
public sealed class FunctionsSerializer() : SourceGeneratorLambdaJsonSerializer<FunctionsJson>(options =>
{
    options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
    options.WriteIndented = true;
    // Commands in it are copied from the terminal; it is no part of a web page.
    options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
});
