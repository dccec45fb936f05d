using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Signing;

/// <summary>
/// Verifies Signature Version 4 for the callers whose secret is known. The age of a signature is not judged: the account's clock is simulated,
/// the signer's is not.
/// </summary>
internal static class SignatureCheck
{
    private const string UnsignedPayload = "UNSIGNED-PAYLOAD";

    /// <param name="target">Path and query as they were sent.</param>
    /// <param name="body">As it was sent, before any decompression.</param>
    /// <exception cref="AwsException">IncompleteSignature, SignatureDoesNotMatch or XAmzContentSHA256Mismatch, all 403 or 400.</exception>
    public static void Verify(
        AuthorizationHeader authorization, string secret, string method, string target, Func<string, IEnumerable<string>> header, ReadOnlyMemory<byte> body)
    {
        var date = header("x-amz-date").FirstOrDefault() ?? header("date").FirstOrDefault();
        if (!DateTime.TryParseExact(date, ["yyyyMMdd'T'HHmmss'Z'", "R"], CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var signedAt))
            throw new AwsException("IncompleteSignature", "The request needs an X-Amz-Date header (yyyyMMddTHHmmssZ) or a Date header.", 403);
        var stamp = signedAt.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        if (!stamp.StartsWith(authorization.Date, StringComparison.Ordinal))
            throw Mismatch($"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{authorization.Date}' != '{stamp[..8]}'.");
        foreach (var name in authorization.SignedHeaders)
        {
            if (!header(name).Any())
                throw new AwsException("IncompleteSignature", $"SignedHeaders names '{name}', and the request has no such header.", 403);
        }

        var question = target.IndexOf('?', StringComparison.Ordinal);
        var canonical = CanonicalRequest.Of(
            method,
            question < 0 ? target : target[..question],
            question < 0 ? "" : target[(question + 1)..],
            header,
            authorization.SignedHeaders,
            PayloadHash(header("x-amz-content-sha256").FirstOrDefault(), body));
        var toSign = $"{AuthorizationHeader.Algorithm}\n{stamp}\n{authorization.Scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var expected = Hex(HMACSHA256.HashData(Key(secret, authorization), Encoding.UTF8.GetBytes(toSign)));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(authorization.Signature)))
        {
            throw Mismatch(
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. "
                + $"The Canonical String for this request should have been\n'{canonical}'\nThe String-to-Sign should have been\n'{toSign}'");
        }
    }

    private static string PayloadHash(string? declared, ReadOnlyMemory<byte> body)
    {
        if (declared == UnsignedPayload)
            return declared;
        var actual = Hex(SHA256.HashData(body.Span));
        if (declared is not null && declared != actual)
            throw new AwsException("XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.");
        return actual;
    }

    private static byte[] Key(string secret, AuthorizationHeader authorization)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in new[] { authorization.Date, authorization.Region, authorization.Service, "aws4_request" })
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        return key;
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static AwsException Mismatch(string message) => new("SignatureDoesNotMatch", message, 403);
}
