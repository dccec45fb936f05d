using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Compat.Lambda.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Compat.Lambda.Tests.RuntimeSupport;

public sealed class ContextTests
{
    [Fact]
    public async Task The_context_tells_what_the_headers_and_the_environment_say()
    {
        using var api = new ScriptedApi().ThenInvocation("a");
        var bootstrap = new Bootstrap(api);
        bootstrap.Environment["AWS_LAMBDA_FUNCTION_NAME"] = "app";
        bootstrap.Environment["AWS_LAMBDA_FUNCTION_VERSION"] = "7";
        bootstrap.Environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "256";
        bootstrap.Environment["AWS_LAMBDA_LOG_GROUP_NAME"] = "/aws/lambda/app";
        bootstrap.Environment["AWS_LAMBDA_LOG_STREAM_NAME"] = "2026/01/15/[7]abc";

        var context = await ContextOfAsync(bootstrap);

        Assert.Equal("a", context.AwsRequestId);
        Assert.Equal(RuntimeApi.FunctionArn, context.InvokedFunctionArn);
        Assert.Equal("app", context.FunctionName);
        Assert.Equal("7", context.FunctionVersion);
        Assert.Equal(256, context.MemoryLimitInMB);
        Assert.Equal("/aws/lambda/app", context.LogGroupName);
        Assert.Equal("2026/01/15/[7]abc", context.LogStreamName);
        Assert.Null(context.ClientContext);
        Assert.Null(context.Identity);
    }

    [Fact]
    public async Task The_remaining_time_runs_down_to_the_deadline_and_below_zero_after_it()
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1768478400000 - 3000));
        using var api = new ScriptedApi().ThenInvocation("a");

        var context = await ContextOfAsync(new Bootstrap(api, time));

        Assert.Equal(TimeSpan.FromSeconds(3), context.RemainingTime);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(-2), context.RemainingTime);
    }

    [Fact]
    public async Task The_trace_id_is_in_the_environment_for_as_long_as_its_invocation_runs()
    {
        using var api = new ScriptedApi()
            .ThenInvocation("a", "{}", ("Lambda-Runtime-Trace-Id", "Root=1-65a5cb40-aaaaaaaaaaaaaaaaaaaaaaaa;Sampled=0"))
            .ThenInvocation("b");
        var bootstrap = new Bootstrap(api);
        var seen = new List<string?>();

        await bootstrap.RunAsync(i =>
        {
            seen.Add(bootstrap.Environment["_X_AMZN_TRACE_ID"]);
            return Bootstrap.Echo(i);
        });

        Assert.Equal(["Root=1-65a5cb40-aaaaaaaaaaaaaaaaaaaaaaaa;Sampled=0", null], seen);
    }

    [Fact]
    public async Task The_client_context_and_the_identity_are_read_from_their_headers()
    {
        using var api = new ScriptedApi().ThenInvocation(
            "a",
            "{}",
            ("Lambda-Runtime-Client-Context", """{"client":{"app_title":"shop","installation_id":"i-1"},"custom":{"n":1,"s":"x"},"env":{"os":"any"}}"""),
            ("Lambda-Runtime-Cognito-Identity", """{"cognitoIdentityId":"me","cognitoIdentityPoolId":"pool"}"""));

        var context = await ContextOfAsync(new Bootstrap(api));

        Assert.Equal("shop", context.ClientContext!.Client!.AppTitle);
        Assert.Equal("i-1", context.ClientContext.Client.InstallationId);
        Assert.Null(context.ClientContext.Client.AppVersionName);
        Assert.Equal(("1", "x"), (context.ClientContext.Custom["n"], context.ClientContext.Custom["s"]));
        Assert.Equal("any", context.ClientContext.Environment["os"]);
        Assert.Equal(("me", "pool"), (context.Identity!.IdentityId, context.Identity.IdentityPoolId));
    }

    [Fact]
    public async Task A_broken_client_context_fails_only_who_asks_for_it()
    {
        using var api = new ScriptedApi().ThenInvocation("a", "{}", ("Lambda-Runtime-Client-Context", "[]"));

        var context = await ContextOfAsync(new Bootstrap(api));

        Assert.Single(api.Posts, p => p.Operation == "invocation/a/response");
        Assert.Contains("Lambda-Runtime-Client-Context", Assert.Throws<JsonException>(() => context.ClientContext).Message, StringComparison.Ordinal);
    }

    private static async Task<ILambdaContext> ContextOfAsync(Bootstrap bootstrap)
    {
        ILambdaContext? context = null;
        await bootstrap.RunAsync((InvocationRequest i) =>
        {
            context = i.LambdaContext;
            return Bootstrap.Echo(i);
        });
        return context!;
    }
}
