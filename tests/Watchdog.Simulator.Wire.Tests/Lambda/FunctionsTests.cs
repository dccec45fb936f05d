using System.Text.Json.Nodes;
using Watchdog.Simulator.Wire.Lambda;
using Watchdog.Simulator.Wire.Tests.Support;

namespace Watchdog.Simulator.Wire.Tests.Lambda;

public sealed class FunctionsTests
{
    [Fact]
    public async Task Functions_are_listed_in_pages_and_without_their_state()
    {
        await using var wire = await TestWire.StartAsync(lambda: new LambdaOptions(FunctionsPerPage: 2));
        foreach (var name in new[] { "a", "b", "c", "d", "e" })
            wire.AddFunction(name);
        var outcome = await Boto.RunAsync(wire,
            """
            l = client('lambda')
            pages = list(l.get_paginator('list_functions').paginate())
            out['pages'] = [[f['FunctionName'] for f in p['Functions']] for p in pages]
            out['state'] = ['State' in f for p in pages for f in p['Functions']]
            out['one'] = [f['FunctionName'] for f in l.list_functions(MaxItems=1)['Functions']]
            out['marker'] = error(l.list_functions, Marker='nonsense')['code']
            """);

        Assert.Equal("""[["a","b"],["c","d"],["e"]]""", outcome["pages"]!.ToJsonString());
        Assert.Equal("[false,false,false,false,false]", outcome["state"]!.ToJsonString());
        Assert.Equal("""["a"]""", outcome["one"]!.ToJsonString());
        Assert.Equal("InvalidParameterValueException", (string?)outcome["marker"]);
    }

    [Fact]
    public async Task A_function_shows_its_configuration_tags_and_reservation()
    {
        await using var wire = await TestWire.StartAsync();
        var function = wire.AddFunction("orders");
        function.Timeout = TimeSpan.FromSeconds(45);
        function.MemoryMegabytes = 512;
        function.ReservedConcurrency = 0;
        function.Tags["watchdog:breaker"] = "off";
        function.Environment["QUEUE_URL"] = "{endpoint}/123456789012/work";
        var answer = await AwsCli.RunAsync(wire, "lambda", "get-function", "--function-name", "orders");
        var configuration = await AwsCli.RunAsync(wire, "lambda", "get-function-configuration", "--function-name", function.Arn);

        Assert.Equal(0, (int?)answer!["Concurrency"]!["ReservedConcurrentExecutions"]);
        Assert.Equal("off", (string?)answer["Tags"]!["watchdog:breaker"]);
        Assert.True(JsonNode.DeepEquals(configuration, answer["Configuration"]));
        Assert.Equal(45, (int?)configuration!["Timeout"]);
        Assert.Equal(512, (int?)configuration["MemorySize"]);
        Assert.Equal("Active", (string?)configuration["State"]);
        Assert.Equal("2026-01-05T09:00:00.000+0000", (string?)configuration["LastModified"]);
        Assert.Equal($"{wire.Endpoint}/123456789012/work", (string?)configuration["Environment"]!["Variables"]!["QUEUE_URL"]);
    }

    [Fact]
    public async Task A_deployment_changes_the_hash_of_the_code()
    {
        await using var wire = await TestWire.StartAsync();
        var function = wire.AddFunction("orders");
        var before = await AwsCli.RunAsync(wire, "lambda", "get-function-configuration", "--function-name", "orders");
        function.LastModified = function.LastModified.AddMinutes(1);
        var after = await AwsCli.RunAsync(wire, "lambda", "get-function-configuration", "--function-name", "orders");

        Assert.NotEqual((string?)before!["CodeSha256"], (string?)after!["CodeSha256"]);
    }

    [Fact]
    public async Task A_function_is_found_by_name_partial_and_full_ARN()
    {
        await using var wire = await TestWire.StartAsync();
        wire.AddFunction("orders");
        var outcome = await Boto.RunAsync(wire,
            """
            l = client('lambda')
            def result(name, **more):
                e = error(l.get_function_configuration, FunctionName=name, **more)
                return e['code'] if e else 'found'
            arn = 'arn:aws:lambda:us-east-1:123456789012:function:orders'
            out['found'] = [result(n) for n in ['orders', 'orders:$LATEST', 'function:orders', '123456789012:orders', '123456789012:function:orders', arn, arn + ':$LATEST']]
            out['not found'] = [result(n) for n in ['other', 'orders:live', arn.replace('us-east-1', 'eu-west-1'), arn.replace('123456789012', '999999999999')]]
            out['conflict'] = result('orders:live', Qualifier='$LATEST')
            out['malformed'] = result('or ders')
            out['qualified'] = error(l.get_function_concurrency, FunctionName='orders:live')['code']
            """);

        Assert.All(outcome["found"]!.AsArray(), r => Assert.Equal("found", (string?)r));
        Assert.All(outcome["not found"]!.AsArray(), r => Assert.Equal("ResourceNotFoundException", (string?)r));
        Assert.Equal("InvalidParameterValueException", (string?)outcome["conflict"]);
        Assert.Equal("ValidationException", (string?)outcome["malformed"]);
        Assert.Equal("InvalidParameterValueException", (string?)outcome["qualified"]);
    }

    [Fact]
    public async Task Tags_policy_versions_aliases_recursion_and_account_are_answered()
    {
        await using var wire = await TestWire.StartAsync();
        var function = wire.AddFunction("orders");
        function.Tags["team"] = "a b/c";
        function.ReservedConcurrency = 150;
        wire.AddMapping("11111111-1111-1111-1111-111111111111", "arn:aws:sqs:us-east-1:123456789012:work", "orders");
        var outcome = await Boto.RunAsync(wire,
            """
            l = client('lambda')
            arn = 'arn:aws:lambda:us-east-1:123456789012:function:orders'
            out['tags'] = l.list_tags(Resource=arn)['Tags']
            out['mapping tags'] = l.list_tags(Resource='arn:aws:lambda:us-east-1:123456789012:event-source-mapping:11111111-1111-1111-1111-111111111111')['Tags']
            out['policy'] = error(l.get_policy, FunctionName='orders')['code']
            out['aliases'] = l.list_aliases(FunctionName='orders')['Aliases']
            out['versions'] = [v['Version'] + ' ' + v['FunctionArn'] for p in l.get_paginator('list_versions_by_function').paginate(FunctionName='orders') for v in p['Versions']]
            out['recursion'] = l.get_function_recursion_config(FunctionName='orders')['RecursiveLoop']
            out['recursion after'] = l.put_function_recursion_config(FunctionName='orders', RecursiveLoop='Allow')['RecursiveLoop']
            out['recursion wrong'] = error(l.put_function_recursion_config, FunctionName='orders', RecursiveLoop='Maybe')['code']
            settings = l.get_account_settings()
            out['account'] = [settings['AccountLimit']['ConcurrentExecutions'], settings['AccountLimit']['UnreservedConcurrentExecutions'], settings['AccountUsage']['FunctionCount']]
            """);

        Assert.Equal("""{"team":"a b/c"}""", outcome["tags"]!.ToJsonString());
        Assert.Equal("{}", outcome["mapping tags"]!.ToJsonString());
        Assert.Equal("ResourceNotFoundException", (string?)outcome["policy"]);
        Assert.Empty(outcome["aliases"]!.AsArray());
        Assert.Equal($"$LATEST {function.Arn}:$LATEST", (string?)outcome["versions"]!.AsArray().Single());
        Assert.Equal("Terminate", (string?)outcome["recursion"]);
        Assert.Equal("Allow", (string?)outcome["recursion after"]);
        Assert.Equal("ValidationException", (string?)outcome["recursion wrong"]);
        Assert.Equal("Allow", function.RecursiveLoop);
        Assert.Equal("[1000,850,1]", outcome["account"]!.ToJsonString());
    }
}
