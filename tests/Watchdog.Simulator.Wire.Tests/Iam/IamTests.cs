using Watchdog.Simulator.Wire.Tests.Support;

namespace Watchdog.Simulator.Wire.Tests.Iam;

public sealed class IamTests
{
    [Fact]
    public async Task A_role_may_do_write_actions_on_what_its_function_may_write()
    {
        await using var wire = await TestWire.StartAsync();
        var function = wire.AddFunction("orders");
        foreach (var arn in new[]
        {
            "arn:aws:sqs:us-east-1:123456789012:work", "arn:aws:sns:us-east-1:123456789012:events", "arn:aws:dynamodb:us-east-1:123456789012:table/orders",
            "arn:aws:kinesis:us-east-1:123456789012:stream/clicks", "arn:aws:s3:::uploads",
        })
            function.MayWrite.Add(arn);
        var outcome = await Boto.RunAsync(wire,
            $$"""
            i = client('iam')
            def decide(action, resource=None):
                more = {'ResourceArns': [resource]} if resource else {}
                r = i.simulate_principal_policy(PolicySourceArn='{{function.RoleArn}}', ActionNames=[action], **more)['EvaluationResults'][0]
                return f"{r['EvalActionName']} {r['EvalResourceName']} {r['EvalDecision']}"
            base = 'us-east-1:123456789012:'
            out['allowed'] = [decide('sqs:SendMessage', f'arn:aws:sqs:{base}work'), decide('sns:Publish', f'arn:aws:sns:{base}events'),
              decide('dynamodb:PutItem', f'arn:aws:dynamodb:{base}table/orders'), decide('dynamodb:updateitem', f'arn:aws:dynamodb:{base}table/orders'),
              decide('kinesis:PutRecords', f'arn:aws:kinesis:{base}stream/clicks'), decide('s3:PutObject', 'arn:aws:s3:::uploads/*')]
            out['denied'] = [decide('sqs:SendMessage', f'arn:aws:sqs:{base}other'), decide('sqs:SendMessage', f'arn:aws:sns:{base}events'),
              decide('sqs:DeleteQueue', f'arn:aws:sqs:{base}work'), decide('s3:PutObject', 'arn:aws:s3:::uploads-archive/*'), decide('sqs:SendMessage')]
            """);

        Assert.All(outcome["allowed"]!.AsArray(), r => Assert.EndsWith(" allowed", (string?)r, StringComparison.Ordinal));
        Assert.All(outcome["denied"]!.AsArray(), r => Assert.EndsWith(" implicitDeny", (string?)r, StringComparison.Ordinal));
        Assert.Equal("sqs:SendMessage * implicitDeny", (string?)outcome["denied"]![4]);
    }

    [Fact]
    public async Task Every_action_is_decided_with_every_resource_over_pages()
    {
        await using var wire = await TestWire.StartAsync();
        var function = wire.AddFunction("orders");
        function.MayWrite.Add("arn:aws:sqs:us-east-1:123456789012:b");
        var outcome = await Boto.RunAsync(wire,
            $$"""
            i = client('iam')
            arguments = dict(PolicySourceArn='{{function.RoleArn}}', ActionNames=['sqs:SendMessage', 'sns:Publish'],
                             ResourceArns=[f'arn:aws:sqs:us-east-1:123456789012:{q}' for q in 'abc'])
            pages = list(i.get_paginator('simulate_principal_policy').paginate(**arguments, PaginationConfig={'PageSize': 4}))
            out['sizes'] = [len(p['EvaluationResults']) for p in pages]
            out['truncated'] = [p['IsTruncated'] for p in pages]
            out['allowed'] = [f"{r['EvalActionName']} {r['EvalResourceName'][-1]}" for p in pages for r in p['EvaluationResults'] if r['EvalDecision'] == 'allowed']
            out['marker'] = error(i.simulate_principal_policy, **arguments, Marker='x')['code']
            """);

        Assert.Equal("[4,2]", outcome["sizes"]!.ToJsonString());
        Assert.Equal("[true,false]", outcome["truncated"]!.ToJsonString());
        Assert.Equal("""["sqs:SendMessage b"]""", outcome["allowed"]!.ToJsonString());
        Assert.Equal("InvalidInput", (string?)outcome["marker"]);
    }

    [Fact]
    public async Task An_unknown_role_and_malformed_questions_are_refused()
    {
        await using var wire = await TestWire.StartAsync();
        var function = wire.AddFunction("orders");
        var outcome = await Boto.RunAsync(wire,
            $$"""
            i = client('iam')
            def code(**arguments):
                e = error(i.simulate_principal_policy, **{'PolicySourceArn': '{{function.RoleArn}}', 'ActionNames': ['sqs:SendMessage'], **arguments})
                return f"{e['status']} {e['code']}"
            out['codes'] = [code(PolicySourceArn='arn:aws:iam::123456789012:role/nobody'), code(ActionNames=['SendMessage']), code(ResourceArns=['work']), code(ActionNames=[])]
            role = i.get_role(RoleName='orders-role')['Role']
            out['role'] = [role['Arn'], role['Path'], role['AssumeRolePolicyDocument']['Statement'][0]['Principal']['Service']]
            out['no role'] = error(i.get_role, RoleName='nobody')['code']
            """);

        Assert.Equal("""["404 NoSuchEntity","400 InvalidInput","400 InvalidInput","400 InvalidInput"]""", outcome["codes"]!.ToJsonString());
        Assert.Equal($"""["{function.RoleArn}","/","lambda.amazonaws.com"]""", outcome["role"]!.ToJsonString());
        Assert.Equal("NoSuchEntity", (string?)outcome["no role"]);
    }
}
