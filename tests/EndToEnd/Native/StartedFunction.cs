using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Native;

/// <summary>One of the stack's functions, started as Lambda starts it: the bootstrap of its artifact folder, in that folder, with Lambda's environment.</summary>
internal sealed class StartedFunction : IAsyncDisposable
{
    public static readonly string Events = Path.Combine(Paths.Repository, "events");

    private readonly DeployedFunction _deployed;
    private readonly RuntimeApi _api;

    private StartedFunction(DeployedFunction deployed, RuntimeApi api, ChildProcess process)
    {
        _deployed = deployed;
        _api = api;
        Process = process;
    }

    public ChildProcess Process { get; }

    public static async Task<StartedFunction> StartAsync(NativeExecutable native, StandingAccount account, string logicalId)
    {
        var token = TestContext.Current.CancellationToken;
        var deployed = account.Stack.Single(f => f.LogicalId == logicalId);
        var (folder, _) = await native.BuildArtifactsAsync(logicalId);
        var api = await RuntimeApi.StartAsync(deployed.Name, token);
        var process = await ChildProcess.StartIsolatedAsync(
            Path.Combine(folder, "bootstrap"), deployed.EnvironmentIn(folder, api, account.Running.Endpoint), folder);
        return new StartedFunction(deployed, api, process);
    }

    /// <summary>Gives it a file of events/ and waits for what it posts.</summary>
    public async Task<Posted> InvokeAsync(string eventFile)
    {
        var token = TestContext.Current.CancellationToken;
        var json = await File.ReadAllTextAsync(Path.Combine(Events, eventFile), token);
        var posting = _api.InvokeAsync(json, _deployed.Timeout, token);
        // A process that has ended posts nothing any more.
        if (await Task.WhenAny(posting, Process.ExitAsync(token)) != posting)
            Assert.Fail($"The function ended with exit code {await Process.ExitAsync(token)}.\n{Process.Output}\n{Process.Error}");
        return await posting;
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        await _api.DisposeAsync();
    }
}
