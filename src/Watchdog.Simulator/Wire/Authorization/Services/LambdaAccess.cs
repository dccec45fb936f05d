using Watchdog.Simulator.Wire.Lambda;

namespace Watchdog.Simulator.Wire.Authorization.Services;

/// <summary>AWS Lambda. What is asked of a version or an alias is checked on its own ARN, which is the function's with the qualifier behind it.</summary>
internal static class LambdaAccess
{
    public static IReadOnlyDictionary<string, Access> Table { get; } = new Dictionary<string, Access>(StringComparer.Ordinal)
    {
        // The one action whose name is not that of its operation.
        ["Invoke"] = OnQualified("lambda:InvokeFunction"),
        ["GetFunction"] = OnQualified("lambda:GetFunction"),
        ["GetFunctionConfiguration"] = OnQualified("lambda:GetFunctionConfiguration"),
        ["GetFunctionEventInvokeConfig"] = OnQualified("lambda:GetFunctionEventInvokeConfig"),
        ["GetPolicy"] = OnQualified("lambda:GetPolicy"),
        ["GetFunctionConcurrency"] = OnFunction("lambda:GetFunctionConcurrency"),
        ["PutFunctionConcurrency"] = OnFunction("lambda:PutFunctionConcurrency"),
        ["DeleteFunctionConcurrency"] = OnFunction("lambda:DeleteFunctionConcurrency"),
        ["GetFunctionRecursionConfig"] = OnFunction("lambda:GetFunctionRecursionConfig"),
        ["PutFunctionRecursionConfig"] = OnFunction("lambda:PutFunctionRecursionConfig"),
        ["ListAliases"] = OnFunction("lambda:ListAliases"),
        ["ListVersionsByFunction"] = OnFunction("lambda:ListVersionsByFunction"),
        ["ListProvisionedConcurrencyConfigs"] = OnFunction("lambda:ListProvisionedConcurrencyConfigs"),
        ["ListTags"] = Accesses.On("lambda:ListTags", r => r.Named()),
        ["ListFunctions"] = Accesses.Everything("lambda:ListFunctions"),
        ["GetAccountSettings"] = Accesses.Everything("lambda:GetAccountSettings"),
        ["ListEventSourceMappings"] = Accesses.Everything("lambda:ListEventSourceMappings"),
        ["GetEventSourceMapping"] = OnMapping("lambda:GetEventSourceMapping"),
        ["UpdateEventSourceMapping"] = OnMapping("lambda:UpdateEventSourceMapping"),
    };

    private static Access OnQualified(string action) => Accesses.On(action, r => FunctionName.ArnOf(r.Account, r.Named(), r.Parameter("Qualifier")));

    private static Access OnFunction(string action) => Accesses.On(action, r => FunctionName.ArnOf(r.Account, r.Named(), null));

    /// <summary>A mapping's ARN says nothing of its function: the condition key lambda:FunctionArn does.</summary>
    private static Access OnMapping(string action) => request =>
    {
        var check = new AccessCheck(action, request.Arn("lambda", $"event-source-mapping:{request.Named()}"));
        lock (request.Account.Gate)
        {
            return request.Account.Mappings.TryGetValue(request.Named(), out var mapping)
                ? [check with { Context = ConditionKeys.Of(ConditionKeys.Function, EventSourceMappingDescription.FunctionArn(request.Account, mapping)) }]
                : [check];
        }
    };
}
