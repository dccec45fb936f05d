using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.Kinesis;

/// <summary>The account's Kinesis streams; the streams of tables are DynamoDB's.</summary>
internal sealed partial class Streams(SimulatedAccount account)
{
    private const int DefaultPage = 100;
    private const int MaximumPage = 10_000;

    public Output Describe(Input input, WireRequest request)
    {
        var stream = Existing(input);
        return new JsonObject
        {
            ["StreamDescriptionSummary"] = new JsonObject
            {
                ["StreamName"] = stream.Name,
                ["StreamARN"] = stream.Arn,
                ["StreamStatus"] = "ACTIVE",
                ["StreamModeDetails"] = Mode(),
                ["RetentionPeriodHours"] = (int)stream.Retention.TotalHours,
                ["StreamCreationTimestamp"] = stream.CreatedAt,
                ["EnhancedMonitoring"] = new JsonArray(new JsonObject { ["ShardLevelMetrics"] = new JsonArray() }),
                ["EncryptionType"] = "NONE",
                ["OpenShardCount"] = stream.Shards,
                ["ConsumerCount"] = 0,
            },
        };
    }

    public Output List(Input input, WireRequest request)
    {
        var size = input.Integer("Limit") ?? DefaultPage;
        if (size is < 1 or > MaximumPage)
            throw Errors.Validation("limit", $"{size}", $"Member must have value from 1 to {MaximumPage}");
        var after = input.String("ExclusiveStartStreamName");
        var all = Kinesis().Where(s => after is null || string.CompareOrdinal(s.Name, after) > 0).ToList();
        var page = Page.Of(all, input.String("NextToken"), size, "ListStreams", Errors.Token);
        var answer = new JsonObject
        {
            ["StreamNames"] = new JsonArray([.. page.Items.Select(s => JsonValue.Create(s.Name))]),
            ["StreamSummaries"] = new JsonArray([.. page.Items.Select(Summary)]),
            ["HasMoreStreams"] = page.Next is not null,
        };
        // Tokens count from the list's beginning, so that they fit no list that begins later.
        if (page.Next is not null && after is null)
            answer["NextToken"] = page.Next;
        return answer;
    }

    private SimulatedStream Existing(Input input)
    {
        var (name, arn) = (input.String("StreamName"), input.String("StreamARN"));
        if (arn is not null && !StreamArn().IsMatch(arn))
            throw Errors.Validation("streamARN", arn, "Member must be the ARN of a stream");
        if ((name ?? arn?[(arn.IndexOf('/', StringComparison.Ordinal) + 1)..]) is not { } asked)
            throw Errors.Argument("Either StreamName or StreamARN must be present.");
        return Kinesis().FirstOrDefault(s => s.Name == asked && (arn is null || s.Arn == arn)) ?? throw Errors.NotFound(asked, account.AccountId);
    }

    private IEnumerable<SimulatedStream> Kinesis() => account.Streams.Values.Where(s => s.Kind == StreamKind.Kinesis);

    private static JsonObject Summary(SimulatedStream stream) => new()
    {
        ["StreamName"] = stream.Name,
        ["StreamARN"] = stream.Arn,
        ["StreamStatus"] = "ACTIVE",
        ["StreamModeDetails"] = Mode(),
        ["StreamCreationTimestamp"] = stream.CreatedAt,
    };

    private static JsonObject Mode() => new() { ["StreamMode"] = "PROVISIONED" };

    [GeneratedRegex(@"^arn:aws[a-zA-Z-]*:kinesis:[a-z0-9-]+:\d{12}:stream/[a-zA-Z0-9_.-]+$")]
    private static partial Regex StreamArn();
}
