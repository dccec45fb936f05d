using Microsoft.Extensions.Primitives;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Deployment;
using Watchdog.Simulator.Faults;
using Watchdog.Simulator.Runtime.Tests.Support;
using Watchdog.Simulator.Scenarios;
using Watchdog.Simulator.Wire;
using Watchdog.Simulator.Wire.CloudWatch;
using Watchdog.Simulator.Wire.Lambda;

namespace Watchdog.Simulator.Runtime.Tests.Faults;

public sealed class FaultPlayerTests
{
    private const string Throttled =
        "{ at: 2m, for: 3m, service: monitoring, operation: GetMetricData, error: ThrottlingException }";

    private readonly SimulatedAccount account = new();
    private readonly Stack stack = TestStack.Build();
    private readonly List<string> killed = [];
    private int served;

    [Theory]
    [InlineData(119, 200)]
    [InlineData(120, 400)]
    [InlineData(299, 400)]
    [InlineData(300, 200)]
    public async Task Calls_are_refused_from_its_beginning_until_its_end(int second, int status)
    {
        var player = Player(Throttled);
        account.Advance(TimeSpan.FromSeconds(second));

        Assert.Equal(status, (await AskAsync(player, Metrics("{}")))!.Status);
        Assert.Equal(status == 200 ? 1 : 0, served);
    }

    [Fact]
    public async Task Other_operations_and_other_callers_are_left_alone()
    {
        var player = Player(Throttled);
        account.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(200, (await AskAsync(player, Metrics("{}", operation: "ListMetrics")))!.Status);
        Assert.Equal(200, (await AskAsync(player, Metrics("{}", caller: "AKIAOPERATOR")))!.Status);
    }

    [Fact]
    public async Task A_share_strikes_so_many_attempts_and_the_same_ones_again_in_whatever_order_they_arrive()
    {
        const string Half = "{ at: 0s, for: 3m, service: monitoring, operation: GetMetricData, error: ThrottlingException, share: 0.5 }";
        var bodies = Enumerable.Range(0, 200).Select(i => $$"""{"NextToken":"{{i}}"}""").ToList();
        var first = Player(Half);
        var second = Player(Half);
        var forward = new Dictionary<string, List<int>>();
        var backward = new Dictionary<string, List<int>>();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            foreach (var body in bodies)
                await RecordAsync(first, body, forward);
            foreach (var body in Enumerable.Reverse(bodies))
                await RecordAsync(second, body, backward);
        }

        Assert.InRange(forward.Values.Sum(s => s.Count(status => status == 400)), 450, 550);
        Assert.All(bodies, body => Assert.Equal(forward[body], backward[body]));
        // Each attempt is drawn anew.
        Assert.Contains(forward.Values, s => s.Contains(200) && s.Contains(400));

        async Task RecordAsync(FaultPlayer player, string body, Dictionary<string, List<int>> statuses)
        {
            if (!statuses.TryGetValue(body, out var of))
                statuses[body] = of = [];
            of.Add((await AskAsync(player, Metrics(body)))!.Status);
        }
    }

    [Fact]
    public async Task What_a_client_makes_up_for_a_transaction_does_not_change_the_draw()
    {
        const string Half = "{ at: 0s, for: 3m, service: dynamodb, operation: TransactWriteItems, error: ThrottlingException, share: 0.5 }";
        var first = Player(Half);
        var second = Player(Half);
        for (var call = 0; call < 50; call++)
        {
            var one = await AskAsync(first, Transaction($"{call}-a"));
            var other = await AskAsync(second, Transaction($"{call}-b"));
            Assert.Equal(one!.Status, other!.Status);
        }

        WireCall Transaction(string token) => Call(
            new Wire.DynamoDb.DynamoDbService(() => account.Now, "us-east-1", "123456789012"),
            "DynamoDB_20120810.TransactWriteItems",
            $$"""{"ClientRequestToken":"{{token}}","TransactItems":[]}""");
    }

    [Fact]
    public async Task Points_are_lost_from_GetMetricData_alone_and_only_while_the_fault_lasts()
    {
        var player = Player("{ at: 1m, for: 1m, service: monitoring, operation: GetMetricData, partial: 0.3 }");
        List<double?> shares = [];
        for (var minute = 0; minute < 3; minute++)
        {
            await player.HandleAsync(Metrics("{}"), request =>
            {
                shares.Add(request.PointLoss?.Share);
                return Task.FromResult(new WireResponse(200, "", default, "GetMetricData"));
            });
            account.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([null, 0.3, null], shares);
    }

    [Fact]
    public async Task A_function_dies_before_its_first_call_and_not_before_the_next()
    {
        var player = Player("{ at: 1m, kill: CircuitBreaker, before: UpdateEventSourceMapping }");
        Assert.NotNull(await AskAsync(player, Update("CircuitBreaker")));
        account.Advance(TimeSpan.FromMinutes(1));

        Assert.NotNull(await AskAsync(player, Update("Watcher")));
        Assert.Equal(2, served);
        Assert.Null(await AskAsync(player, Update("CircuitBreaker")));
        Assert.Equal(2, served);
        Assert.NotNull(await AskAsync(player, Update("CircuitBreaker")));
        Assert.Equal(["watchdog-CircuitBreaker"], killed);
    }

    [Fact]
    public async Task A_function_dies_after_the_first_call_that_has_taken_effect()
    {
        var player = Player("{ at: 0s, kill: CircuitBreaker, after: UpdateEventSourceMapping }");

        Assert.Equal(400, (await AskAsync(player, Update("CircuitBreaker"), status: 400))!.Status);
        Assert.Empty(killed);
        Assert.Null(await AskAsync(player, Update("CircuitBreaker"), status: 202));
        Assert.Equal(2, served);
        Assert.Equal(["watchdog-CircuitBreaker"], killed);
    }

    [Fact]
    public async Task Each_kill_is_for_one_call()
    {
        var player = Player(
            "{ at: 0s, kill: CircuitBreaker, after: UpdateEventSourceMapping }, { at: 0s, kill: CircuitBreaker, after: UpdateEventSourceMapping }");
        for (var call = 0; call < 3; call++)
            await AskAsync(player, Update("CircuitBreaker"));

        Assert.Equal(["watchdog-CircuitBreaker", "watchdog-CircuitBreaker"], killed);
    }

    [Fact]
    public void Every_service_that_is_served_has_errors_to_fail_with() =>
        Assert.All(WireServices.Operations.Keys, service => Assert.Contains("ThrottlingException", FaultErrors.CodesOf(service)));

    [Fact]
    public void A_function_that_the_stack_does_not_have_is_named_with_those_it_has()
    {
        var error = Assert.Throws<ScenarioException>(() => Player("{ at: 0s, kill: Breaker, after: UpdateEventSourceMapping }"));

        Assert.Equal("faults.yaml:3: faults[0].kill: 'Breaker' is no function of the stack; it must be one of Watcher, CircuitBreaker", error.Message);
    }

    private FaultPlayer Player(string faults) => new(
        Scenario.Parse($"name: faults\nduration: 10m\nfaults: [ {faults} ]", "faults.yaml").Faults,
        stack,
        account,
        name =>
        {
            killed.Add(name);
            return Task.CompletedTask;
        });

    private Task<WireResponse?> AskAsync(FaultPlayer player, WireCall call, int status = 200) => player.HandleAsync(call, _ =>
    {
        served++;
        return Task.FromResult(new WireResponse(status, "", default, call.Operation));
    });

    private WireCall Metrics(string body, string operation = "GetMetricData", string? caller = null) =>
        Call(new CloudWatchService(account), $"GraniteServiceVersion20100801.{operation}", body, caller);

    private WireCall Update(string function)
    {
        var request = new WireRequest(
            "PUT", "/2015-03-31/event-source-mappings/1", new Dictionary<string, StringValues>(), new Dictionary<string, StringValues>(),
            default, "http://127.0.0.1", KeyOf(function));
        var service = new LambdaService(account);
        return new WireCall(service, service.OperationOf(request), request);
    }

    private WireCall Call(IWireService service, string target, string body, string? caller = null)
    {
        var request = new WireRequest(
            "POST", "/", new Dictionary<string, StringValues>(), new Dictionary<string, StringValues> { ["X-Amz-Target"] = target },
            System.Text.Encoding.UTF8.GetBytes(body), "http://127.0.0.1", caller ?? KeyOf("Watcher"));
        return new WireCall(service, service.OperationOf(request), request);
    }

    private string KeyOf(string function) => StackDeployer.Hosted(stack.Function(function)).AccessKeyId;
}
