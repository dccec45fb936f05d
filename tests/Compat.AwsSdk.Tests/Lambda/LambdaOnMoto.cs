using System.Text;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Watchdog.Tests.Support;

namespace Compat.AwsSdk.Tests.Lambda;

public sealed class LambdaOnMoto(MotoServer moto)
{
    [Fact]
    public async Task Functions_are_listed_and_read_with_their_tags_and_variables()
    {
        var made = await moto.SeedAsync("compat-read-");
        using var client = Clients.Lambda(moto.Url);
        var token = TestContext.Current.CancellationToken;

        var listed = Assert.Single((await client.ListFunctionsAsync(new(), token)).Functions!, f => f.FunctionName == "compat-read-process");
        Assert.Equal((string)made["process"]!, listed.FunctionArn);
        Assert.Equal((string)made["role"]!, listed.Role);
        Assert.Equal(60, listed.Timeout);
        Assert.Equal(256, listed.MemorySize);
        Assert.Equal("python3.12", listed.Runtime!.Value);
        Assert.Equal((string)made["work"]!, listed.Environment!.Variables!["QUEUE_URL"]);

        var read = await client.GetFunctionAsync(new() { FunctionName = "compat-read-process" }, token);
        Assert.Equal("trip", read.Tags!["watchdog:breaker"]);
        Assert.Null(read.Concurrency?.ReservedConcurrentExecutions);
        var configuration = await client.GetFunctionConfigurationAsync(new() { FunctionName = (string)made["process"]! }, token);
        Assert.Equal("compat-read-process", configuration.FunctionName);
        Assert.Same(State.Active, configuration.State);
        Assert.Equal("shop", (await client.ListTagsAsync(new() { Resource = (string)made["process"]! }, token)).Tags!["team"]);
    }

    [Fact]
    public async Task A_reservation_is_put_read_and_taken_away()
    {
        await moto.SeedAsync("compat-reserve-");
        using var client = Clients.Lambda(moto.Url);
        var token = TestContext.Current.CancellationToken;
        const string function = "compat-reserve-other";

        Assert.Equal(10, (await client.PutFunctionConcurrencyAsync(new() { FunctionName = function, ReservedConcurrentExecutions = 10 }, token)).ReservedConcurrentExecutions);
        Assert.Equal(10, (await client.GetFunctionConcurrencyAsync(new() { FunctionName = function }, token)).ReservedConcurrentExecutions);
        Assert.Equal(10, (await client.GetFunctionAsync(new() { FunctionName = function }, token)).Concurrency!.ReservedConcurrentExecutions);
        var deleted = await client.DeleteFunctionConcurrencyAsync(new() { FunctionName = function }, token);
        Assert.Equal(System.Net.HttpStatusCode.NoContent, deleted.HttpStatusCode);
        Assert.Null((await client.GetFunctionConcurrencyAsync(new() { FunctionName = function }, token)).ReservedConcurrentExecutions);
    }

    [Fact]
    public async Task A_mapping_is_listed_read_and_disabled()
    {
        var made = await moto.SeedAsync("compat-mapping-");
        using var client = Clients.Lambda(moto.Url);
        var token = TestContext.Current.CancellationToken;
        var uuid = (string)made["mapping"]!;

        var listed = Assert.Single((await client.ListEventSourceMappingsAsync(new(), token)).EventSourceMappings!, m => m.UUID == uuid);
        Assert.Equal((string)made["workArn"]!, listed.EventSourceArn);
        Assert.Equal((string)made["process"]!, listed.FunctionArn);
        Assert.Equal(7, listed.BatchSize);
        Assert.Equal(["ReportBatchItemFailures"], listed.FunctionResponseTypes!);
        Assert.Equal("Enabled", (await client.GetEventSourceMappingAsync(new() { UUID = uuid }, token)).State);
        await client.UpdateEventSourceMappingAsync(new() { UUID = uuid, Enabled = false }, token);
        Assert.Equal("Disabled", (await client.GetEventSourceMappingAsync(new() { UUID = uuid }, token)).State);
    }

    [Fact]
    public async Task Versions_and_an_alias_with_its_weights_are_listed()
    {
        var made = await moto.SeedAsync("compat-versions-");
        using var client = Clients.Lambda(moto.Url);
        var token = TestContext.Current.CancellationToken;

        var versions = (await client.ListVersionsByFunctionAsync(new() { FunctionName = "compat-versions-process" }, token)).Versions!;
        Assert.Equal(["$LATEST", (string)made["first"]!, (string)made["second"]!], versions.Select(v => v.Version!));
        var alias = Assert.Single((await client.ListAliasesAsync(new() { FunctionName = "compat-versions-process" }, token)).Aliases!);
        Assert.Equal(("live", (string)made["first"]!), (alias.Name!, alias.FunctionVersion!));
        Assert.Equal($"{made["process"]}:live", alias.AliasArn);
        Assert.Equal(KeyValuePair.Create((string)made["second"]!, 0.1), Assert.Single(alias.RoutingConfig!.AdditionalVersionWeights!));
    }

    [Fact]
    public async Task The_policies_of_a_function_and_of_an_alias_are_read()
    {
        var made = await moto.SeedAsync("compat-policy-");
        using var client = Clients.Lambda(moto.Url);
        var token = TestContext.Current.CancellationToken;

        var own = await client.GetPolicyAsync(new() { FunctionName = "compat-policy-other" }, token);
        Assert.Contains((string)made["bucket"]!, own.Policy!, StringComparison.Ordinal);
        Assert.NotNull(own.RevisionId);
        var alias = await client.GetPolicyAsync(new() { FunctionName = "compat-policy-process", Qualifier = "live" }, token);
        Assert.Contains((string)made["topic"]!, alias.Policy!, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => client.GetPolicyAsync(new() { FunctionName = "compat-policy-nobody" }, token));
    }

    [Fact]
    public async Task A_streams_mapping_says_how_the_stream_is_read()
    {
        var made = await moto.SeedAsync("compat-stream-");
        using var client = Clients.Lambda(moto.Url);
        var mapping = await client.GetEventSourceMappingAsync(new() { UUID = (string)made["streamMapping"]! }, TestContext.Current.CancellationToken);
        Assert.Equal((3, 3600, 5), (mapping.ParallelizationFactor, mapping.MaximumRecordAgeInSeconds, mapping.MaximumRetryAttempts));
        Assert.True(mapping.BisectBatchOnFunctionError);
        Assert.Equal((string)made["dlqArn"]!, mapping.DestinationConfig!.OnFailure!.Destination);
        Assert.Null(mapping.DestinationConfig.OnSuccess);
        Assert.NotNull(mapping.LastModified);
    }

    [Fact]
    public async Task A_function_says_where_the_asynchronous_events_go_that_it_gives_up_unless_it_was_never_told()
    {
        var made = await moto.SeedAsync("compat-given-up-");
        using var client = Clients.Lambda(moto.Url);
        var token = TestContext.Current.CancellationToken;
        var dlq = (string)made["dlqArn"]!;

        var configured = await client.GetFunctionEventInvokeConfigAsync(new() { FunctionName = "compat-given-up-with-destination" }, token);
        Assert.Equal((dlq, 3600), (configured.DestinationConfig!.OnFailure!.Destination!, configured.MaximumEventAgeInSeconds));
        Assert.Equal(DateTimeKind.Utc, configured.LastModified!.Value.Kind);
        await Assert.ThrowsAsync<ResourceNotFoundException>(
            () => client.GetFunctionEventInvokeConfigAsync(new() { FunctionName = "compat-given-up-other" }, token));
    }

    [Fact]
    public async Task An_invocation_returns_what_the_function_returned()
    {
        await moto.SeedAsync("compat-invoke-");
        using var client = Clients.Lambda(moto.Url);
        var response = await client.InvokeAsync(
            new() { FunctionName = "compat-invoke-other", InvocationType = InvocationType.RequestResponse, Payload = """{"a":1}""" },
            TestContext.Current.CancellationToken);
        Assert.Equal(200, response.StatusCode);
        Assert.Null(response.FunctionError);
        // moto runs no code without a container; it returns the event, as the function would.
        Assert.Equal("""{"a":1}""", Encoding.UTF8.GetString(response.Payload!.ToArray()));
    }

    [Fact]
    public async Task What_does_not_exist_is_a_ResourceNotFoundException()
    {
        moto.Require();
        using var client = Clients.Lambda(moto.Url);
        var token = TestContext.Current.CancellationToken;
        var error = await Assert.ThrowsAsync<ResourceNotFoundException>(() => client.GetFunctionAsync(new() { FunctionName = "nobody" }, token));
        Assert.Equal("ResourceNotFoundException", error.ErrorCode);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, error.StatusCode);
        Assert.Contains("nobody", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => client.GetEventSourceMappingAsync(new() { UUID = "6f6c4b6e-0000-0000-0000-000000000000" }, token));
    }
}
