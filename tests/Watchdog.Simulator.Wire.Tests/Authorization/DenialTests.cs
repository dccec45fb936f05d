using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Authorization;
using Watchdog.Simulator.Wire.Tests.Support;

namespace Watchdog.Simulator.Wire.Tests.Authorization;

/// <summary>What a caller hears whose policies do not allow what it asks for.</summary>
public sealed class DenialTests
{
    private const string Role = "arn:aws:sts::123456789012:assumed-role/watchdog-WatcherRole/watchdog-Watcher";
    private const string Everything = "*";

    private AccessLog _log = new();

    [Fact]
    public async Task Each_service_denies_in_its_own_protocol_and_the_official_client_takes_it_for_that()
    {
        await using var wire = await StartAsync();
        wire.AddFunction("orders");
        wire.AddQueue("work");
        var outcome = await Boto.RunAsync(wire,
            """
            base = 'us-east-1:123456789012:'
            calls = {
                'cloudwatch': ('list_metrics', {}), 'lambda': ('get_function', {'FunctionName': 'orders'}),
                'sqs': ('get_queue_attributes', {'QueueUrl': client('sqs').meta.endpoint_url + '/123456789012/work'}),
                'sns': ('publish', {'TopicArn': f'arn:aws:sns:{base}news', 'Message': 'x'}),
                'iam': ('simulate_principal_policy', {'PolicySourceArn': 'arn:aws:iam::123456789012:role/any', 'ActionNames': ['s3:PutObject']}),
                'kinesis': ('describe_stream_summary', {'StreamName': 'clicks'}), 'events': ('disable_rule', {'Name': 'nightly'}),
                'dynamodb': ('get_item', {'TableName': 'state', 'Key': {'pk': {'S': 'a'}}}),
            }
            for name, (call, arguments) in calls.items():
                refused = error(getattr(client(name), call), **arguments)
                out[name] = [f"{refused['status']} {refused['code']}", refused['message']]
            out['sts'] = ['', client('sts').get_caller_identity()['Account']]
            """);

        Assert.Equal(
            [
                "400 AccessDenied", "403 AccessDeniedException", "400 AccessDenied", "403 AuthorizationError", "403 AccessDenied",
                "400 AccessDeniedException", "400 AccessDeniedException", "400 AccessDeniedException", "",
            ],
            outcome.AsObject().Select(o => (string)o.Value![0]!));
        Assert.Equal(Message("cloudwatch:ListMetrics", "*"), (string)outcome["cloudwatch"]![1]!);
        Assert.Equal(Message("lambda:GetFunction", "arn:aws:lambda:us-east-1:123456789012:function:orders"), (string)outcome["lambda"]![1]!);
        Assert.Equal(Message("sqs:GetQueueAttributes", "arn:aws:sqs:us-east-1:123456789012:work"), (string)outcome["sqs"]![1]!);
        Assert.Equal(Message("sns:Publish", "arn:aws:sns:us-east-1:123456789012:news"), (string)outcome["sns"]![1]!);
        Assert.Equal(Message("iam:SimulatePrincipalPolicy", "arn:aws:iam::123456789012:role/any"), (string)outcome["iam"]![1]!);
        Assert.Equal(Message("dynamodb:GetItem", "arn:aws:dynamodb:us-east-1:123456789012:table/state"), (string)outcome["dynamodb"]![1]!);
    }

    [Fact]
    public async Task The_command_line_prints_who_may_not_do_what()
    {
        await using var wire = await StartAsync();
        var error = await AwsCli.FailAsync(wire, "lambda", "invoke", "--function-name", "orders", "/dev/null");

        Assert.Contains("An error occurred (AccessDeniedException) when calling the Invoke operation:", error, StringComparison.Ordinal);
        Assert.Contains(Message("lambda:InvokeFunction", "arn:aws:lambda:us-east-1:123456789012:function:orders"), error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_statement_denies_is_said_to_be_denied_by_it_and_nothing_is_changed()
    {
        await using var wire = await StartAsync(
            Given.Statement(Everything, Everything),
            Given.Statement("lambda:UpdateEventSourceMapping", Everything) with
            {
                Effect = PolicyEffect.Deny,
                Conditions = [new PolicyCondition(Given.Operator("ArnLike"), "lambda:FunctionArn", ["arn:aws:lambda:*:*:function:watchdog-*"])],
            });
        wire.AddFunction("watchdog-Watcher");
        wire.AddFunction("orders");
        var own = wire.AddMapping("own", wire.AddQueue("a").Arn, "watchdog-Watcher");
        var other = wire.AddMapping("other", wire.AddQueue("b").Arn, "orders");
        var outcome = await Boto.RunAsync(wire,
            """
            out['own'] = error(client('lambda').update_event_source_mapping, UUID='own', Enabled=False)['message']
            out['other'] = client('lambda').update_event_source_mapping(UUID='other', Enabled=False)['State']
            """);

        Assert.Equal(
            $"User: {Role} is not authorized to perform: lambda:UpdateEventSourceMapping on resource: "
            + "arn:aws:lambda:us-east-1:123456789012:event-source-mapping:own with an explicit deny in an identity-based policy",
            (string)outcome["own"]!);
        Assert.Equal((false, true), (own.IsChanging, other.IsChanging));
        Assert.Equal(
            [AccessDecision.Allowed, AccessDecision.ExplicitlyDenied],
            _log.Records.Select(r => r.Decision));
    }

    [Fact]
    public async Task Who_is_no_function_of_the_stack_may_do_everything()
    {
        await using var wire = await StartAsync();
        wire.AddQueue("work");

        var (status, _, body) = await RawClient.JsonAsync(wire, "sqs", "AmazonSQS.ListQueues", "{}");

        Assert.Equal(200, status);
        Assert.Contains("/work", body, StringComparison.Ordinal);
        Assert.Empty(_log.Records);
    }

    [Fact]
    public async Task Each_access_is_recorded_once_with_what_was_called_and_what_was_decided()
    {
        await using var wire = await StartAsync(Given.Statement("sqs:ListQueues", Everything));
        await Boto.RunAsync(wire,
            """
            client('sqs').list_queues(); client('sqs').list_queues()
            error(client('dynamodb').transact_write_items, TransactItems=[{'Put': {'TableName': 't', 'Item': {}}}, {'Delete': {'TableName': 't', 'Key': {}}}])
            """);

        Assert.Equal(
            [
                "Watcher dynamodb:TransactWriteItems dynamodb:DeleteItem on arn:aws:dynamodb:us-east-1:123456789012:table/t ImplicitlyDenied",
                "Watcher dynamodb:TransactWriteItems dynamodb:PutItem on arn:aws:dynamodb:us-east-1:123456789012:table/t ImplicitlyDenied",
                "Watcher sqs:ListQueues sqs:ListQueues on * Allowed",
            ],
            _log.Records.Select(r => $"{r.Principal} {r.Operation} {r.Check} {r.Decision}"));
    }

    [Fact]
    public async Task A_request_that_does_not_say_what_it_is_about_gets_nowhere_though_everything_is_allowed()
    {
        await using var wire = await StartAsync(Given.Statement(Everything, Everything));
        var outcome = await Boto.RunAsync(wire,
            """
            out['sqs'] = error(client('sqs').get_queue_attributes)['code']
            out['dynamodb'] = error(client('dynamodb').get_item, Key={})['code']
            """);

        Assert.Equal(("MissingParameter", "MissingParameter"), ((string)outcome["sqs"]!, (string)outcome["dynamodb"]!));
        Assert.Empty(_log.Records);
    }

    [Fact]
    public async Task A_call_that_is_denied_counts_all_the_same()
    {
        await using var wire = await StartAsync();
        await Boto.RunAsync(wire, "error(client('sqs').list_queues)");

        Assert.Equal(["sqs:ListQueues"], wire.Server.Usage.Total.Keys);
    }

    private Task<TestWire> StartAsync(params PolicyStatement[] statements) => TestWire.StartAsync(authorizer: account => Authorize(account, statements));

    private Authorizer Authorize(SimulatedAccount account, PolicyStatement[] statements)
    {
        var authorizer = new Authorizer(account, new Dictionary<string, Principal> { [TestWire.AccessKeyId] = Given.Principal(statements) });
        _log = authorizer.Log;
        return authorizer;
    }

    private static string Message(string action, string resource) =>
        $"User: {Role} is not authorized to perform: {action} on resource: {resource} because no identity-based policy allows the {action} action";
}
