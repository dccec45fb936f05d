using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Lambda;

/// <summary>A function's configuration as Lambda's answers show it.</summary>
internal static class FunctionDescription
{
    /// <summary>As it is, or as it was when <paramref name="version"/> was published: that moment is then its last change.</summary>
    /// <param name="endpoint">Takes the place of {endpoint} in the values of the environment.</param>
    /// <param name="listed">In a list the states are left out, as Lambda does.</param>
    /// <param name="qualifier">Ends the ARN, where the function was asked for by one.</param>
    public static JsonObject Of(SimulatedFunction function, string endpoint, bool listed, SimulatedVersion? version = null, string? qualifier = null)
    {
        var changed = version?.PublishedAt ?? function.LastModified;
        var description = new JsonObject
        {
            ["FunctionName"] = function.Name,
            ["FunctionArn"] = qualifier is null ? function.Arn : $"{function.Arn}:{qualifier}",
            ["Runtime"] = function.Runtime,
            ["Role"] = function.RoleArn,
            ["Handler"] = function.Handler,
            ["CodeSize"] = 1024,
            ["Description"] = "",
            ["Timeout"] = (int)function.Timeout.TotalSeconds,
            ["MemorySize"] = function.MemoryMegabytes,
            ["LastModified"] = changed.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture),
            // A deployment moves LastModified, and with it the code.
            ["CodeSha256"] = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{function.Name} {changed:O}"))),
            ["Version"] = version is null ? "$LATEST" : $"{version.Number}",
            ["TracingConfig"] = new JsonObject { ["Mode"] = "PassThrough" },
            ["RevisionId"] = DerivedId.Of(function.Name, $"{changed:O}"),
            ["PackageType"] = "Zip",
            ["Architectures"] = new JsonArray("x86_64"),
            ["EphemeralStorage"] = new JsonObject { ["Size"] = 512 },
            ["SnapStart"] = new JsonObject { ["ApplyOn"] = "None", ["OptimizationStatus"] = "Off" },
            ["LoggingConfig"] = new JsonObject { ["LogFormat"] = "Text", ["LogGroup"] = $"/aws/lambda/{function.Name}" },
        };
        if (function.Environment.Count > 0)
        {
            var variables = function.Environment.Select(
                e => KeyValuePair.Create(e.Key, (JsonNode?)e.Value.Replace("{endpoint}", endpoint, StringComparison.Ordinal)));
            description["Environment"] = new JsonObject { ["Variables"] = new JsonObject(variables) };
        }

        if (function.OnFailureArn is { } deadLetters)
            description["DeadLetterConfig"] = new JsonObject { ["TargetArn"] = deadLetters };
        if (!listed)
        {
            description["State"] = "Active";
            description["LastUpdateStatus"] = "Successful";
        }

        return description;
    }

    public static JsonObject Tags(SimulatedFunction function) => new(function.Tags.Select(t => KeyValuePair.Create(t.Key, (JsonNode?)t.Value)));
}
