using Watchdog.Simulator.Wire.Authorization.Services;

namespace Watchdog.Simulator.Wire.Authorization;

/// <summary>
/// What AWS checks before it carries out an operation, after the Service Authorization Reference. Every operation that is served here
/// stands in its service's table.
/// </summary>
internal static class AccessTables
{
    /// <summary>By the signing name of the service, and by operation.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, Access>> All { get; } =
        new Dictionary<string, IReadOnlyDictionary<string, Access>>(StringComparer.Ordinal)
        {
            ["dynamodb"] = DynamoDbAccess.Table,
            ["events"] = EventBridgeAccess.Table,
            ["iam"] = IamAccess.Table,
            ["kinesis"] = KinesisAccess.Table,
            ["lambda"] = LambdaAccess.Table,
            ["monitoring"] = CloudWatchAccess.Table,
            ["sns"] = SnsAccess.Table,
            ["sqs"] = SqsAccess.Table,
            ["sts"] = StsAccess.Table,
            ["tagging"] = TaggingAccess.Table,
        };

    /// <exception cref="InvalidOperationException">The operation is missing in its table: a mistake here, which must not let anybody in.</exception>
    public static Access Find(string service, string operation) =>
        All.TryGetValue(service, out var table) && table.TryGetValue(operation, out var access)
            ? access
            : throw new InvalidOperationException($"It is not known which permissions {service}:{operation} needs; it has to stand in the table of its service.");
}

/// <summary>The checks that an operation needs for a request; none when everybody may.</summary>
/// <exception cref="Protocols.AwsException">The request does not say what it is about.</exception>
internal delegate IEnumerable<AccessCheck> Access(AccessRequest request);

/// <summary>The usual rows of a table.</summary>
internal static class Accesses
{
    /// <summary>An action that cannot be limited to a resource.</summary>
    public static Access Everything(string action) => _ => [new AccessCheck(action, "*")];

    public static Access On(string action, Func<AccessRequest, string> resource) => request => [new AccessCheck(action, resource(request))];
}
