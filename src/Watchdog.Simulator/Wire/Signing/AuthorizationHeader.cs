using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Signing;

/// <summary>The Authorization header of Signature Version 4.</summary>
/// <param name="Date">Of the credential scope, yyyyMMdd.</param>
/// <param name="SignedHeaders">Lower case, in the order of the header.</param>
/// <param name="Signature">64 lower-case hexadecimal digits.</param>
internal sealed record AuthorizationHeader(
    string AccessKeyId, string Date, string Region, string Service, IReadOnlyList<string> SignedHeaders, string Signature)
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    public string Scope => $"{Date}/{Region}/{Service}/aws4_request";

    /// <exception cref="AwsException">MissingAuthenticationToken: there is none; IncompleteSignature: it is not well-formed.</exception>
    public static AuthorizationHeader Parse(string? header)
    {
        if (string.IsNullOrWhiteSpace(header))
            throw new AwsException("MissingAuthenticationToken", "Request is missing Authentication Token", 403);
        if (!header.StartsWith(Algorithm + " ", StringComparison.Ordinal))
            throw Incomplete($"it must begin with {Algorithm}");
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in header[(Algorithm.Length + 1)..].Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || !parts.TryAdd(part[..equals], part[(equals + 1)..]))
                throw Incomplete($"'{part}' is not a name and a value, or is there twice");
        }

        if (parts.Keys.FirstOrDefault(k => k is not ("Credential" or "SignedHeaders" or "Signature")) is { } unknown)
            throw Incomplete($"'{unknown}' is none of Credential, SignedHeaders, Signature");
        var scope = Part(parts, "Credential").Split('/');
        if (scope.Length != 5 || scope[^1] != "aws4_request" || scope.Any(s => s.Length == 0))
            throw Incomplete("Credential must be ACCESS_KEY_ID/yyyyMMdd/REGION/SERVICE/aws4_request");
        if (scope[1].Length != 8 || !scope[1].All(char.IsAsciiDigit))
            throw Incomplete($"the date of the Credential, '{scope[1]}', must be yyyyMMdd");
        var signed = Part(parts, "SignedHeaders").Split(';');
        if (signed.Any(h => h.Length == 0 || h.Any(char.IsAsciiLetterUpper)))
            throw Incomplete("SignedHeaders must be lower-case names parted by semicolons");
        if (!signed.Contains("host"))
            throw Incomplete("SignedHeaders must hold 'host'");
        var signature = Part(parts, "Signature");
        if (signature.Length != 64 || !signature.All(char.IsAsciiHexDigitLower))
            throw Incomplete("Signature must be 64 lower-case hexadecimal digits");
        return new AuthorizationHeader(scope[0], scope[1], scope[2], scope[3], signed, signature);
    }

    private static string Part(Dictionary<string, string> parts, string name) =>
        parts.GetValueOrDefault(name) is { Length: > 0 } value ? value : throw Incomplete($"it requires '{name}'");

    private static AwsException Incomplete(string why) => new("IncompleteSignature", $"The Authorization header is not valid: {why}.", 403);
}
