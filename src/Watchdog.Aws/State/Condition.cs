using System.Globalization;
using Amazon.DynamoDBv2.Model;

namespace Watchdog.Aws.State;

/// <summary>What has to be true of the stored item for a write to happen.</summary>
internal sealed record Condition(string Expression, Dictionary<string, string> Names, Dictionary<string, AttributeValue>? Values)
{
    public const string Version = "version";

    /// <summary>There is no such item.</summary>
    public static Condition Absent { get; } = new("attribute_not_exists(#a)", new() { ["#a"] = Table.PartitionKey }, null);

    /// <summary>There is such an item.</summary>
    public static Condition Present { get; } = new("attribute_exists(#a)", new() { ["#a"] = Table.PartitionKey }, null);

    /// <summary>The item is the one from which a version was made: the version before it, or none before the first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Nothing that is written has a version below 1.</exception>
    public static Condition Before(long version)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        return version == 1 ? Absent : new("#a = :a", new() { ["#a"] = Version }, new() { [":a"] = Number(version - 1) });
    }

    /// <summary>There is no item, or a number of it is less than this one.</summary>
    public static Condition AbsentOrLess(string attribute, long number) =>
        new("attribute_not_exists(#a) OR #a < :a", new() { ["#a"] = attribute }, new() { [":a"] = Number(number) });

    public static AttributeValue Number(long number) => new() { N = number.ToString(CultureInfo.InvariantCulture) };
}
