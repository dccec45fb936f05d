namespace Watchdog.Compat.Wire;

/// <summary>What tells one service's wire from another's.</summary>
/// <param name="ServiceId">The SDKs' name of the service; in capitals the suffix of <c>AWS_ENDPOINT_URL_</c>.</param>
/// <param name="EndpointPrefix">First label of the host name.</param>
/// <param name="SigningName">The service in the signature's scope.</param>
/// <param name="ApiVersion">The API's version date, <c>Version</c> of the query protocol.</param>
/// <param name="Target">Prefix of <c>X-Amz-Target</c>; empty where the protocol has none.</param>
/// <param name="Global">True for a service with one endpoint per partition.</param>
public sealed record ServiceFacts(
    string ServiceId, string EndpointPrefix, string SigningName, string ApiVersion, string Target = "", bool Global = false);
