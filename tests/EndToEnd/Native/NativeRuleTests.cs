using System.Text.Json.Nodes;
using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Native;

/// <summary>The native executable reads and changes EventBridge, and finds again in the table what it recorded of each kind of trigger.</summary>
[Collection(NativeExecutableCollection.Name)]
public sealed class NativeRuleTests(NativeExecutable native)
{
    /// <summary>Two simulated minutes a second.</summary>
    private const int Speed = 120;

    [Fact]
    public async Task The_native_executable_disables_the_rule_of_an_open_circuit_and_a_reset_enables_it_again()
    {
        await using var account = await RunningAccount.StartAsync(
            Paths.Scenario("called-by-a-rule"), Speed, native.Bootstrap, TestContext.Current.CancellationToken);

        var seen = await account.BotoAsync(
            """
            def state():
                return client('events').describe_rule(Name='order-changed')['State']
            def reserved():
                return client('lambda').get_function_concurrency(FunctionName='note-order').get('ReservedConcurrentExecutions')
            def breaker(action):
                payload = json.dumps({'action': action, 'function': 'note-order'})
                return json.loads(client('lambda').invoke(FunctionName='watchdog-CircuitBreaker', Payload=payload)['Payload'].read())
            out['before'] = [state(), reserved()]
            out['trip'] = breaker('trip')
            out['open'] = [state(), reserved()]
            out['status'] = breaker('status')
            out['reset'] = breaker('reset')
            out['after'] = [state(), reserved()]
            """);

        Assert.True((bool)seen["trip"]!["ok"]!, seen["trip"]!.ToJsonString());
        Assert.True((bool)seen["reset"]!["ok"]!, seen["reset"]!.ToJsonString());
        Assert.Equal(
            ("""["ENABLED",null]""", """["DISABLED",null]""", """["ENABLED",null]"""),
            (seen["before"]!.ToJsonString(), seen["open"]!.ToJsonString(), seen["after"]!.ToJsonString()));
        AssertOpen(Assert.Single(seen["status"]!["circuits"]!.AsArray())!);
    }

    private static void AssertOpen(JsonNode circuit)
    {
        Assert.Equal("open", (string)circuit["state"]!);
        var rule = Assert.Single(circuit["rules"]!.AsArray())!;
        Assert.EndsWith(":rule/order-changed", (string)rule["arn"]!, StringComparison.Ordinal);
        Assert.Equal((true, false), ((bool)rule["before"]!["enabled"]!, (bool)rule["now"]!["enabled"]!));
        // The rule is no one else's, so the function's concurrency is on record and left alone.
        Assert.Equal("note-order", (string)Assert.Single(circuit["concurrency"]!.AsArray())!["function"]!);
    }
}
