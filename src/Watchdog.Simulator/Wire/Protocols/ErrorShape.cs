namespace Watchdog.Simulator.Wire.Protocols;

/// <summary>Gives an error the shape of the protocol that the request speaks, for errors found before a service has seen it.</summary>
internal static class ErrorShape
{
    public static WireResponse Of(WireRequest request, AwsException exception) =>
        AwsJson.IsSpokenBy(request) ? AwsJson.Error(request, "", exception)
        : Query.IsSpokenBy(request) ? Query.Error(request, "", exception)
        : RestJson.Error("", exception);
}
