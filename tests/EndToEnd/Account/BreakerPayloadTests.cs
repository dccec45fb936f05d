using System.Text.Json;
using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Account;

/// <summary>What the breaker says to requests that it cannot carry out, and that they change nothing.</summary>
[Collection(QuietAccountCollection.Name)]
public sealed class BreakerPayloadTests(QuietAccount quiet)
{
    private readonly RunningAccount _account = quiet.Running;

    [Theory]
    [InlineData("""{"action":"explode"}""", "Field 'action' is 'explode'; accepted values: status, history, trip, reset, contain, probe, escalate, reconcile.")]
    [InlineData("""{"action":"trip"}""", "Field 'function' is missing")]
    [InlineData("""{"action":"trip","function":"proces-order"}""", "there is no function 'proces-order' in this account and region; did you mean 'process-order'?")]
    [InlineData("""{"action":"reset","function":"nobody-knows-it"}""", "there is no function 'nobody-knows-it'")]
    [InlineData("""{"action":"trip","function":"process-order","froce":true}""", "Unknown field 'froce'; accepted fields: action, function, force")]
    [InlineData("""{"action":"trip","function":"process-order","force":"yes"}""", "Field 'force' must be true or false, but is \"yes\".")]
    [InlineData("""{"action":"trip","function":"watchdog-QueueWatcher","force":true}""", "is one of Watchdog's own functions")]
    [InlineData("[1]", "must be a JSON object such as {\"action\":\"status\"}, but is a list.")]
    [InlineData("\"status\"", "must be a JSON object such as {\"action\":\"status\"}, but is \"status\".")]
    public async Task A_request_that_cannot_be_carried_out_is_answered_with_what_is_wrong_and_changes_nothing(string payload, string error)
    {
        var python = JsonSerializer.Serialize(payload);
        var seen = await _account.BotoAsync(
            $$$"""
            aws = client('lambda')
            table = aws.get_function_configuration(FunctionName='watchdog-CircuitBreaker')['Environment']['Variables']['WATCHDOG_TABLE']

            def items(partition):
                return client('dynamodb').query(
                    TableName=table, KeyConditionExpression='pk = :p', ExpressionAttributeValues={':p': {'S': partition}})['Items']

            def changeable():
                return json.dumps([aws.list_event_source_mappings()['EventSourceMappings'], items('circuit'), items('circuit-history')], default=str)

            before = changeable()
            answer = aws.invoke(FunctionName='watchdog-CircuitBreaker', Payload={{{python}}})
            out['error'] = answer.get('FunctionError')
            out['answer'] = json.loads(answer['Payload'].read())
            out['changed'] = before != changeable()
            """);

        Assert.Null(seen["error"]);
        Assert.False((bool)seen["answer"]!["ok"]!);
        Assert.Contains(error, (string)seen["answer"]!["error"]!, StringComparison.Ordinal);
        Assert.False((bool)seen["changed"]!);
    }

    [Fact]
    public async Task The_aws_cli_gets_the_answer_to_a_bad_request_as_an_answer_and_not_as_a_function_error()
    {
        var answer = await _account.InvokeBreakerAsync("""{"action":"explode"}""");

        Assert.False((bool)answer["ok"]!);
        Assert.StartsWith("Field 'action' is 'explode'; accepted values: ", (string)answer["error"]!, StringComparison.Ordinal);
        Assert.Contains("aws lambda invoke --function-name watchdog-CircuitBreaker", (string)answer["next"]![0]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payload_that_is_not_JSON_is_refused_by_Lambda_and_fails_the_command()
    {
        using var folder = new TemporaryFolder();

        var ended = await _account.RunAwsAsync(
            "lambda", "invoke", "--function-name", "watchdog-CircuitBreaker", "--payload", "{action: status", folder.File("answer.json"));

        Assert.NotEqual(0, ended.ExitCode);
        Assert.Contains("(InvalidRequestContentException)", ended.Error, StringComparison.Ordinal);
        Assert.Contains("Could not parse request body into json", ended.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("answer.json")));
    }
}
