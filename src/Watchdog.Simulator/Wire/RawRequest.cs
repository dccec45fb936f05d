using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Watchdog.Simulator.Wire;

/// <summary>A request as it came off the wire.</summary>
/// <param name="Target">Path and query, percent-encoded as sent.</param>
/// <param name="Body">As sent, perhaps compressed: this is what is signed.</param>
internal sealed record RawRequest(string Method, string Target, IReadOnlyDictionary<string, StringValues> Headers, ReadOnlyMemory<byte> Body)
{
    public static async Task<RawRequest> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return new RawRequest(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            new Dictionary<string, StringValues>(context.Request.Headers, StringComparer.OrdinalIgnoreCase),
            body.ToArray());
    }

    /// <summary>The header's values, one for each line of it.</summary>
    public IEnumerable<string> Header(string name) => Headers.TryGetValue(name, out var values) ? values.OfType<string>() : [];

    /// <exception cref="InvalidDataException">The body is not what Content-Encoding says.</exception>
    public WireRequest Decode(string caller, string requestId)
    {
        var question = Target.IndexOf('?', StringComparison.Ordinal);
        return new WireRequest(
            Method,
            question < 0 ? Target : Target[..question],
            QueryHelpers.ParseQuery(question < 0 ? "" : Target[question..]),
            Headers,
            Header("Content-Encoding").FirstOrDefault() == "gzip" ? Inflate(Body) : Body,
            $"http://{Header("Host").FirstOrDefault()}",
            caller) { RequestId = requestId };
    }

    private static byte[] Inflate(ReadOnlyMemory<byte> body)
    {
        using var packed = new MemoryStream(body.ToArray());
        using var gzip = new GZipStream(packed, CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }
}
