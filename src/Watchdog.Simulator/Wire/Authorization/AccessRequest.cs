using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Authorization;

/// <summary>A request as far as it says what it is about.</summary>
/// <param name="service">What it is for: how a thing is named there, the service may have to be asked.</param>
internal sealed class AccessRequest(SimulatedAccount account, IWireService service, WireRequest wire)
{
    private Input? _members;

    public SimulatedAccount Account => account;

    public IWireService Service => service;

    /// <summary>The body's members, of JSON and of query/XML alike; read when they are first asked for.</summary>
    /// <exception cref="AwsException">The body cannot be read.</exception>
    public Input Members => _members ??= Query.IsSpokenBy(wire)
        ? new Input(QueryForm.Parse(wire.Body), true, Missing)
        : Input.FromJson(wire.Body, Missing);

    public string Arn(string service, string resource) => $"arn:aws:{service}:{account.Region}:{account.AccountId}:{resource}";

    /// <summary>What an operation over restJson names in its path, behind the API's version and the kind of resource.</summary>
    public string Named()
    {
        var parts = wire.Path.Trim('/').Split('/');
        return parts.Length > 2 ? Uri.UnescapeDataString(parts[2]) : throw Missing("the resource in the path");
    }

    /// <summary>A parameter of the query string; null when absent or empty.</summary>
    public string? Parameter(string name) => wire.Query.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;

    private static AwsException Missing(string member) => new("MissingParameter", $"The request must contain {member}.");
}
