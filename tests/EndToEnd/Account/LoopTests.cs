using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Account;

/// <summary>What an operator lives through when a function begins to feed its own queue.</summary>
public sealed class LoopTests
{
    /// <summary>Ten simulated minutes a second.</summary>
    private const int Quickly = 600;

    private const int AsFastAsItGoes = 3600;

    [Fact]
    public async Task The_breaker_opens_the_circuit_of_a_looping_function_and_an_operators_reset_restores_exactly_what_was_there()
    {
        await using var account = await RunningAccount.StartAsync(Paths.Scenario("loop-until-fixed"), Quickly, TestContext.Current.CancellationToken);
        var before = await MappingAsync(account);

        await WaitForStateAsync(account, "Disabled");
        var open = await account.InvokeBreakerAsync("""{"action":"status"}""");
        await AssertStateTableHasTheLoopAsync(account);
        await AssertTroubleIsPublishedAsync(account);
        await WaitForFixAsync(account);
        var reset = await account.InvokeBreakerAsync("""{"action":"reset","function":"enrich-order","by":"a person","reason":"The fix is deployed."}""");
        await WaitForStateAsync(account, "Enabled");
        var after = await MappingAsync(account);
        var status = await account.InvokeBreakerAsync("""{"action":"status","function":"enrich-order"}""");
        var history = await account.InvokeBreakerAsync("""{"action":"history"}""");

        Assert.Equal("Enabled", (string)before["State"]!);
        Assert.Equal(40, (int)before["ScalingConfig"]!["MaximumConcurrency"]!);
        AssertOpen(open, (string)before["UUID"]!);
        Assert.True((bool)reset["ok"]!, reset.ToJsonString());
        Assert.Equal(WithoutTimes(before), WithoutTimes(after));
        Assert.Equal("closed", (string)status["circuits"]![0]!["state"]!);
        Assert.Equal(["reset by a person", "trip by RecursionWatcher"], history["history"]!.AsArray().Select(h => $"{h!["action"]} by {h["by"]}"));
        Assert.Equal("The fix is deployed.", (string)history["history"]![0]!["reason"]!);
    }

    [Fact]
    public async Task The_built_in_loop_goes_from_trip_to_reset_at_the_highest_speed_while_others_talk_to_the_account()
    {
        await using var account = await RunningAccount.StartAsync("queue-loop", AsFastAsItGoes, TestContext.Current.CancellationToken);

        var seen = await account.BotoAsync(
            """
            aws = client('lambda')
            def mapping():
                return aws.list_event_source_mappings(FunctionName='enrich-order')['EventSourceMappings'][0]
            def history():
                payload = aws.invoke(FunctionName='watchdog-CircuitBreaker', Payload=b'{"action":"history"}')['Payload'].read()
                found = [[h['action'], h['by'], h['from'], h['to']] for h in json.loads(payload)['history']]
                return found if len(found) >= 2 else None
            out['before'] = mapping()['State']
            out['history'] = wait(history)
            wait(lambda: mapping()['State'] == 'Enabled')
            """);

        Assert.Equal("Enabled", (string)seen["before"]!);
        Assert.Equal(
            """[["reset","operator","open","closed"],["trip","RecursionWatcher","closed","open"]]""",
            seen["history"]!.ToJsonString());
    }

    private static async Task<JsonNode> MappingAsync(RunningAccount account)
    {
        var answer = await account.AwsAsync("lambda", "list-event-source-mappings");
        return Assert.Single(answer["EventSourceMappings"]!.AsArray())!;
    }

    private static Task<JsonNode> WaitForStateAsync(RunningAccount account, string state) => account.BotoAsync(
        $"""
        wait(lambda: client('lambda').list_event_source_mappings()['EventSourceMappings'][0]['State'] == '{state}')
        """);

    /// <summary>The scenario deploys twice: the fault in minute 12, and the fix in minute 22.</summary>
    private static Task<JsonNode> WaitForFixAsync(RunningAccount account) => account.BotoAsync(
        """
        wait(lambda: client('lambda').get_function_configuration(FunctionName='enrich-order')['LastModified'] >= '2026-01-05T09:22')
        """);

    private static void AssertOpen(JsonNode status, string uuid)
    {
        var circuit = Assert.Single(status["circuits"]!.AsArray())!;
        Assert.Equal(("enrich-order", "open", "RecursionWatcher"), ((string)circuit["function"]!, (string)circuit["state"]!, (string)circuit["by"]!));
        var mapping = Assert.Single(circuit["mappings"]!.AsArray())!;
        Assert.Equal(uuid, (string)mapping["uuid"]!);
        Assert.Equal(("Enabled", 40), ((string)mapping["before"]!["state"]!, (int)mapping["before"]!["maximumConcurrency"]!));
        Assert.Equal("Disabled", (string)mapping["now"]!["state"]!);
        Assert.Contains(status["next"]!.AsArray(), n => ((string)n!).Contains("""{"action":"reset","function":"enrich-order"}""", StringComparison.Ordinal));
    }

    /// <summary>CloudWatch makes the metrics that the template's alarms and people's dashboards read from the documents in the functions' logs.</summary>
    private static async Task AssertTroubleIsPublishedAsync(RunningAccount account)
    {
        var published = await account.BotoAsync(
            """
            aws = client('cloudwatch')
            def published():
                found = aws.list_metrics(Namespace='Watchdog')['Metrics']
                names = sorted({' '.join([m['MetricName']] + [f"{d['Name']}={d['Value']}" for d in sorted(m['Dimensions'], key=lambda d: d['Name'])])
                                for m in found if m['MetricName'] in ('ResourcesInTrouble', 'CircuitsNotClosed')})
                return names if any('RecursiveLoop' in n for n in names) else None
            out['metrics'] = wait(published)
            """);
        var names = published["metrics"]!.AsArray().Select(m => (string)m!).ToArray();
        Assert.Contains("CircuitsNotClosed Service=watchdog", names);
        Assert.Contains("ResourcesInTrouble Service=watchdog Symptom=RecursiveLoop", names);
    }

    /// <summary>The official DynamoDB client reads the stack's state as the stack has written it.</summary>
    private static async Task AssertStateTableHasTheLoopAsync(RunningAccount account)
    {
        var breaker = await account.AwsAsync("lambda", "get-function-configuration", "--function-name", "watchdog-CircuitBreaker");
        var table = (string)breaker["Environment"]!["Variables"]!["WATCHDOG_TABLE"]!;
        using var client = new AmazonDynamoDBClient(
            new BasicAWSCredentials("any", "any"),
            new AmazonDynamoDBConfig { ServiceURL = account.Endpoint, AuthenticationRegion = "us-east-1" });

        var description = (await client.DescribeTableAsync(table, TestContext.Current.CancellationToken)).Table;
        Assert.Equal(["HASH pk", "RANGE sk"], description.KeySchema.Select(k => $"{k.KeyType} {k.AttributeName}"));
        var circuit = Assert.Single(await QueryAsync(client, table, "circuit"));
        Assert.Equal("enrich-order", circuit["sk"].S);
        var state = JsonNode.Parse(circuit["state"].S)!;
        Assert.Equal("enrich-order", Value(state, "Function"));
        Assert.True(long.Parse(circuit["version"].N) >= 1);
        var incidents = await QueryAsync(client, table, "incident");
        Assert.Contains(incidents, i => i["state"].S.Contains("RecursiveLoop", StringComparison.Ordinal));
        Assert.Single(await QueryAsync(client, table, "circuit-history"));
    }

    private static async Task<List<Dictionary<string, AttributeValue>>> QueryAsync(AmazonDynamoDBClient client, string table, string partition)
    {
        var answer = await client.QueryAsync(
            new QueryRequest
            {
                TableName = table,
                KeyConditionExpression = "pk = :p",
                ExpressionAttributeValues = new() { [":p"] = new AttributeValue { S = partition } },
                ConsistentRead = true,
            },
            TestContext.Current.CancellationToken);
        return answer.Items;
    }

    private static string? Value(JsonNode node, string name) =>
        node.AsObject().Where(p => p.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(p => (string?)p.Value).SingleOrDefault();

    /// <summary>When a mapping was last changed is the one thing about it that reset cannot restore.</summary>
    private static string WithoutTimes(JsonNode mapping)
    {
        var rest = mapping.DeepClone().AsObject();
        Assert.True(rest.Remove("LastModified"));
        return rest.ToJsonString();
    }
}
