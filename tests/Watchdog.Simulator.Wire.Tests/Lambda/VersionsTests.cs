using System.Text.Json.Nodes;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Lambda;
using Watchdog.Simulator.Wire.Tests.Support;

namespace Watchdog.Simulator.Wire.Tests.Lambda;

public sealed class VersionsTests
{
    private const string Arn = "arn:aws:lambda:us-east-1:123456789012:function:orders";

    [Fact]
    public async Task Versions_aliases_and_provisioned_concurrency_are_listed_in_pages()
    {
        await using var wire = await TestWire.StartAsync(lambda: new LambdaOptions(VersionsPerPage: 2));
        Publish(wire);
        var outcome = await Boto.RunAsync(wire,
            """
            l = client('lambda')
            def pages(operation, member, read, **more):
                return [[read(i) for i in p[member]] for p in l.get_paginator(operation).paginate(FunctionName='orders', **more)]
            out['versions'] = pages('list_versions_by_function', 'Versions', lambda v: f"{v['Version']} {v['LastModified'][11:16]} {v['FunctionArn'].split(':', 7)[7]}")
            out['aliases'] = pages('list_aliases', 'Aliases', lambda a: [a['Name'], a['FunctionVersion'], a['AliasArn'].split(':')[7], a.get('RoutingConfig')])
            out['of 2'] = pages('list_aliases', 'Aliases', lambda a: a['Name'], FunctionVersion='2')
            out['provisioned'] = pages('list_provisioned_concurrency_configs', 'ProvisionedConcurrencyConfigs',
              lambda c: [c['FunctionArn'].split(':')[7], c['RequestedProvisionedConcurrentExecutions'], c['AllocatedProvisionedConcurrentExecutions'], c['Status']])
            out['nobody'] = [error(f, FunctionName='nobody')['code'] for f in (l.list_versions_by_function, l.list_aliases, l.list_provisioned_concurrency_configs)]
            """);

        Assert.Equal("""[["$LATEST 09:00 $LATEST","1 07:00 1"],["2 08:00 2"]]""", outcome["versions"]!.ToJsonString());
        Assert.Equal(
            """[[["canary","2","canary",null],["latest","$LATEST","latest",null]],[["live","1","live",{"AdditionalVersionWeights":{"2":0.1}}]]]""",
            outcome["aliases"]!.ToJsonString());
        Assert.Equal("""[["canary"]]""", outcome["of 2"]!.ToJsonString());
        Assert.Equal("""[[["2",1,1,"READY"],["live",5,5,"READY"]]]""", outcome["provisioned"]!.ToJsonString());
        Assert.Equal("""["ResourceNotFoundException","ResourceNotFoundException","ResourceNotFoundException"]""", outcome["nobody"]!.ToJsonString());
    }

    [Fact]
    public async Task All_versions_of_all_functions_are_listed_together()
    {
        await using var wire = await TestWire.StartAsync(lambda: new LambdaOptions(FunctionsPerPage: 3));
        Publish(wire);
        wire.AddFunction("zebra");
        var outcome = await Boto.RunAsync(wire,
            """
            l = client('lambda')
            out['all'] = [[f"{f['FunctionName']} {f['Version']}" for f in p['Functions']] for p in l.get_paginator('list_functions').paginate(FunctionVersion='ALL')]
            out['unqualified'] = [[f['FunctionName'], f['Version'], f['FunctionArn']] for f in l.list_functions()['Functions']][0]
            out['wrong'] = error(l.list_functions, FunctionVersion='SOME')['code']
            """);

        Assert.Equal("""[["orders $LATEST","orders 1","orders 2"],["zebra $LATEST"]]""", outcome["all"]!.ToJsonString());
        Assert.Equal($"""["orders","$LATEST","{Arn}"]""", outcome["unqualified"]!.ToJsonString());
        Assert.Equal("ValidationException", (string?)outcome["wrong"]);
    }

    [Theory]
    [InlineData("1", "1", "1")]
    [InlineData("live", "live", "1")]
    [InlineData("latest", "latest", "$LATEST")]
    public async Task A_version_or_alias_is_described_as_what_it_stands_for(string qualifier, string ending, string version)
    {
        await using var wire = await TestWire.StartAsync();
        Publish(wire);
        var answer = await AwsCli.RunAsync(wire, "lambda", "get-function", "--function-name", "orders", "--qualifier", qualifier);
        var byArn = await AwsCli.RunAsync(wire, "lambda", "get-function-configuration", "--function-name", $"{Arn}:{qualifier}");
        var latest = await AwsCli.RunAsync(wire, "lambda", "get-function-configuration", "--function-name", "orders");

        var configuration = answer!["Configuration"]!;
        Assert.True(JsonNode.DeepEquals(byArn, configuration));
        Assert.Equal(($"{Arn}:{ending}", version), ((string?)configuration["FunctionArn"], (string?)configuration["Version"]));
        Assert.Equal(version == "$LATEST", (string?)configuration["CodeSha256"] == (string?)latest!["CodeSha256"]);
    }

    [Fact]
    public async Task A_version_or_alias_that_is_not_there_is_not_found()
    {
        await using var wire = await TestWire.StartAsync();
        Publish(wire);
        var outcome = await Boto.RunAsync(wire,
            """
            l = client('lambda')
            out['codes'] = [error(l.get_function, FunctionName='orders', Qualifier=q)['code'] for q in ('3', 'dead')]
            out['invoke'] = error(l.invoke, FunctionName='orders:dead')['code']
            out['version'] = l.invoke(FunctionName='orders', Qualifier='live')['ExecutedVersion']
            """);

        Assert.Equal("""["ResourceNotFoundException","ResourceNotFoundException"]""", outcome["codes"]!.ToJsonString());
        Assert.Equal("ResourceNotFoundException", (string?)outcome["invoke"]);
        Assert.Equal("1", (string?)outcome["version"]);
    }

    [Fact]
    public async Task Policies_have_a_statement_for_each_trigger_of_the_function_or_of_the_qualifier_that_is_asked_about()
    {
        await using var wire = await TestWire.StartAsync();
        Publish(wire);
        wire.Account.Triggers.AddRange(
        [
            new("arn:aws:s3:::uploads", "orders", null),
            new("arn:aws:sns:us-east-1:123456789012:events", "orders", "live"),
            new("arn:aws:events:us-east-1:123456789012:rule/nightly", "orders", "live"),
        ]);
        var outcome = await Boto.RunAsync(wire,
            """
            l = client('lambda')
            def read(**more):
                policy = json.loads(l.get_policy(FunctionName='orders', **more)['Policy'])
                return [[s['Effect'], s['Principal']['Service'], s['Action'], s['Resource'].split(':', 6)[6], s['Condition']['ArnLike']['AWS:SourceArn'].split(':')[-1],
                         s['Condition'].get('StringEquals')] for s in policy['Statement']]
            out['own'] = read()
            out['live'] = read(Qualifier='live')
            out['none'] = error(l.get_policy, FunctionName='orders', Qualifier='1')['code']
            out['nobody'] = error(l.get_policy, FunctionName='orders', Qualifier='dead')['code']
            """);

        Assert.Equal(
            """[["Allow","s3.amazonaws.com","lambda:InvokeFunction","orders","uploads",{"AWS:SourceAccount":"123456789012"}]]""",
            outcome["own"]!.ToJsonString());
        Assert.Equal(
            """[["Allow","sns.amazonaws.com","lambda:InvokeFunction","orders:live","events",null],["Allow","events.amazonaws.com","lambda:InvokeFunction","orders:live","rule/nightly",null]]""",
            outcome["live"]!.ToJsonString());
        Assert.Equal("ResourceNotFoundException", (string?)outcome["none"]);
        Assert.Equal("ResourceNotFoundException", (string?)outcome["nobody"]);
    }

    private static void Publish(TestWire wire)
    {
        var function = wire.AddFunction("orders");
        function.Versions.Add(new SimulatedVersion(1, wire.Account.Now.AddHours(-2)));
        function.Versions.Add(new SimulatedVersion(2, wire.Account.Now.AddHours(-1)));
        function.Aliases["live"] = new SimulatedAlias("1") { Weights = { ["2"] = 0.1 } };
        function.Aliases["canary"] = new SimulatedAlias("2");
        function.Aliases["latest"] = new SimulatedAlias("$LATEST");
        function.Provisioned["live"] = 5;
        function.Provisioned["2"] = 1;
    }
}
