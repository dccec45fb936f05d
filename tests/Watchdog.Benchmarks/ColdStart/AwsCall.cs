using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Watchdog.Simulator.Wire;

namespace Watchdog.Benchmarks.ColdStart;

/// <summary>A call of an AWS API, in boto3's terms.</summary>
/// <param name="Service">E.g. cloudwatch.</param>
/// <param name="Method">E.g. get_metric_data.</param>
internal sealed partial record AwsCall(string Service, string Method, JsonObject Parameters)
{
    /// <summary>Of the members that Lambda's lists take from the query string, the one that is no text.</summary>
    private const string Number = "MaxItems";

    /// <exception cref="NotSupportedException">The parameters are in a place that is not read here.</exception>
    public static AwsCall Of(WireCall call)
    {
        var service = call.Service.SigningName == "monitoring" ? "cloudwatch" : call.Service.SigningName;
        return new AwsCall(service, WordStart().Replace(call.Operation, "_").ToLowerInvariant(), ParametersOf(call));
    }

    private static JsonObject ParametersOf(WireCall call)
    {
        if (call.Request.Headers.ContainsKey("X-Amz-Target"))
            return JsonNode.Parse(call.Request.Body.Span)!.AsObject();
        if (call.Service.SigningName != "lambda" || call.Request.Method != "GET" || !call.Operation.StartsWith("List", StringComparison.Ordinal) && call.Operation != "GetAccountSettings")
            throw new NotSupportedException($"{call.Service.SigningName}:{call.Operation} cannot be handed on to boto3 yet.");
        return new JsonObject(call.Request.Query.Select(q => KeyValuePair.Create(
            q.Key, (JsonNode?)(q.Key == Number ? JsonValue.Create(int.Parse(q.Value.ToString(), System.Globalization.CultureInfo.InvariantCulture)) : JsonValue.Create(q.Value.ToString())))));
    }

    /// <summary>The file that <c>watcher.py</c> reads.</summary>
    public static string ToJson(IEnumerable<AwsCall> calls) => new JsonArray(
    [
        .. calls.Select(c => new JsonObject { ["service"] = c.Service, ["method"] = c.Method, ["parameters"] = c.Parameters.DeepClone() }),
    ]).ToJsonString(JsonSerializerOptions.Default);

    [GeneratedRegex("(?<!^)(?=[A-Z])")]
    private static partial Regex WordStart();
}
