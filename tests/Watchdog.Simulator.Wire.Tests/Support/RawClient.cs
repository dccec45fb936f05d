using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Watchdog.Simulator.Wire.Tests.Support;

/// <summary>
/// Sends requests byte for byte as a test wrote them. They bear a well-formed signature of a caller whose secret the server does not know,
/// unless the test says otherwise.
/// </summary>
internal static class RawClient
{
    public const string Caller = "AKIAUNKNOWN000000001";

    public static string Authorization(string service) =>
        $"AWS4-HMAC-SHA256 Credential={Caller}/20260105/us-east-1/{service}/aws4_request, SignedHeaders=host;x-amz-date, Signature={new string('0', 64)}";

    public static async Task<(int Status, HttpResponseHeaders Headers, string Body)> SendAsync(
        TestWire wire, HttpMethod method, string path, string body, string? authorization, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, wire.Endpoint + path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, response.Headers, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public static Task<(int Status, HttpResponseHeaders Headers, string Body)> JsonAsync(
        TestWire wire, string service, string target, string body, params (string Name, string Value)[] headers) =>
        SendAsync(wire, HttpMethod.Post, "/", body, Authorization(service), [("X-Amz-Target", target), ("Content-Type", "application/x-amz-json-1.0"), .. headers]);

    public static Task<(int Status, HttpResponseHeaders Headers, string Body)> FormAsync(TestWire wire, string service, string form) =>
        SendAsync(wire, HttpMethod.Post, "/", form, Authorization(service), ("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"));

    /// <summary>Signature Version 4 of a GET without a body, put together by hand for one host and date.</summary>
    public static string Sign(string secret, string accessKeyId, string service, string host, string canonicalPath, string canonicalQuery)
    {
        const string Date = "20260105T090000Z";
        var scope = $"20260105/us-east-1/{service}/aws4_request";
        var canonical = $"GET\n{canonicalPath}\n{canonicalQuery}\nhost:{host}\nx-amz-date:{Date}\n\nhost;x-amz-date\n{Hash("")}";
        var key = Encoding.UTF8.GetBytes($"AWS4{secret}");
        foreach (var part in scope.Split('/'))
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"AWS4-HMAC-SHA256\n{Date}\n{scope}\n{Hash(canonical)}")));
        return string.Create(
            CultureInfo.InvariantCulture, $"AWS4-HMAC-SHA256 Credential={accessKeyId}/{scope}, SignedHeaders=host;x-amz-date, Signature={signature}");
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
