using System.Text.Json.Nodes;
using Watchdog.EndToEnd.Tests.Native;
using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Moto;

/// <summary>The CircuitBreaker function's own executable, with a moto server for AWS, invoked with the files in events/.</summary>
internal sealed class MotoBreaker : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly RuntimeApi _api;
    private readonly ChildProcess _process;

    private MotoBreaker(RuntimeApi api, ChildProcess process)
    {
        _api = api;
        _process = process;
    }

    public static async Task<MotoBreaker> StartAsync(NativeExecutable native, MotoAccount account)
    {
        var api = await RuntimeApi.StartAsync("watchdog-CircuitBreaker", TestContext.Current.CancellationToken);
        var environment = FunctionEnvironment.Of("CircuitBreaker", api, account.Url.ToString());
        Assert.Equal(MotoAccount.StateTable, environment["WATCHDOG_TABLE"]);
        return new MotoBreaker(api, await ChildProcess.StartAsync(native.Bootstrap, [], environment));
    }

    /// <param name="name">Of a file in events/, after <c>CircuitBreaker-</c>.</param>
    /// <returns>The answer to a request that is carried out at once and as a whole.</returns>
    public async Task<JsonNode> AskAsync(string name)
    {
        var payload = await File.ReadAllTextAsync(
            Path.Combine(Paths.Repository, "events", $"CircuitBreaker-{name}.json"), TestContext.Current.CancellationToken);
        return await SendAsync(payload);
    }

    /// <inheritdoc cref="AskAsync"/>
    public async Task<JsonNode> SendAsync(string payload)
    {
        var posted = await _api.InvokeAsync(payload, Timeout, TestContext.Current.CancellationToken);
        Assert.True(posted.Operation == "response", $"{posted.Body}\n{_process.Output}\n{_process.Error}");
        var answer = JsonNode.Parse(posted.Body)!;
        Assert.True((bool)answer["ok"]!, posted.Body);
        Assert.True(answer["outstanding"] is null or JsonArray { Count: 0 }, posted.Body);
        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _api.DisposeAsync();
    }
}
