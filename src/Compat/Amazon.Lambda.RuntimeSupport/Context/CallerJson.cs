using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport.Context;

/// <summary>Reads the two JSON headers in which a caller speaks of itself.</summary>
internal static class CallerJson
{
    /// <summary><c>{"client":{…},"custom":{…},"env":{…}}</c>; null for no context.</summary>
    /// <exception cref="JsonException">The header is no JSON object.</exception>
    public static IClientContext? ClientContext(string? json)
    {
        if (json is null)
            return null;
        using var document = Parse(json, "Lambda-Runtime-Client-Context");
        var root = document.RootElement;
        return new Client(Strings(root, "env"), Application(root), Strings(root, "custom"));
    }

    /// <summary><c>{"cognitoIdentityId":…,"cognitoIdentityPoolId":…}</c>; null for no identity.</summary>
    /// <exception cref="JsonException">The header is no JSON object.</exception>
    public static ICognitoIdentity? CognitoIdentity(string? json)
    {
        if (json is null)
            return null;
        using var document = Parse(json, "Lambda-Runtime-Cognito-Identity");
        return new Identity(Text(document.RootElement, "cognitoIdentityId"), Text(document.RootElement, "cognitoIdentityPoolId"));
    }

    private static JsonDocument Parse(string json, string header)
    {
        var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind == JsonValueKind.Object)
            return document;
        document.Dispose();
        throw new JsonException($"{header} is '{json}', which is no JSON object.");
    }

    private static ClientApplication? Application(JsonElement root) =>
        root.TryGetProperty("client", out var client) && client.ValueKind == JsonValueKind.Object
            ? new ClientApplication(
                Text(client, "app_package_name"),
                Text(client, "app_title"),
                Text(client, "app_version_code"),
                Text(client, "app_version_name"),
                Text(client, "installation_id"))
            : null;

    private static Dictionary<string, string> Strings(JsonElement root, string name) =>
        root.TryGetProperty(name, out var map) && map.ValueKind == JsonValueKind.Object
            ? map.EnumerateObject().ToDictionary(
                p => p.Name,
                p => p.Value.ValueKind == JsonValueKind.String ? p.Value.GetString()! : p.Value.GetRawText(),
                StringComparer.Ordinal)
            : [];

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private sealed record Client(IDictionary<string, string> Environment, IClientApplication? Application, IDictionary<string, string> Custom)
        : IClientContext
    {
        IClientApplication? IClientContext.Client => Application;
    }

    private sealed record ClientApplication(
        string? AppPackageName, string? AppTitle, string? AppVersionCode, string? AppVersionName, string? InstallationId)
        : IClientApplication;

    private sealed record Identity(string? IdentityId, string? IdentityPoolId) : ICognitoIdentity;
}
