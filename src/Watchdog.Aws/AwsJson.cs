using System.Text.Json.Serialization;
using Watchdog.Core.Breaker;
using Watchdog.Core.Incidents;

namespace Watchdog.Aws;

/// <summary>
/// What this assembly writes as JSON. What is computed from other members is not stored. Infinity is a possible number of a finding
/// (a backlog that never drains) and is written as text, which JSON has no number for.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(Circuit))]
[JsonSerializable(typeof(CircuitTransition))]
[JsonSerializable(typeof(Incident))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class AwsJson : JsonSerializerContext;
