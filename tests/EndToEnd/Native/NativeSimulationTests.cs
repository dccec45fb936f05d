using Watchdog.EndToEnd.Tests.Support;

namespace Watchdog.EndToEnd.Tests.Native;

[Collection(NativeExecutableCollection.Name)]
public sealed class NativeSimulationTests(NativeExecutable native) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>What the scenarios expect is met, too, or the exit code would say so: one loop is opened at once, one is tried first.</summary>
    [Theory]
    [InlineData("queue-loop")]
    [InlineData("loop-tried-first")]
    public async Task The_native_executable_says_and_does_exactly_what_the_managed_one_does_about_a_loop(string name)
    {
        var scenario = File.Exists(Paths.Scenario(name)) ? Paths.Scenario(name) : name;
        var compiled = await Tool.CliAsync("simulate", scenario, "--json", _folder.File("native.json"), "--bootstrap", native.Bootstrap);
        var managed = await Tool.CliAsync("simulate", scenario, "--json", _folder.File("managed.json"));

        Assert.Equal((0, ""), (compiled.ExitCode, compiled.Error));
        Assert.Equal((0, ""), (managed.ExitCode, managed.Error));
        Assert.Equal(await ReadAsync("managed.json"), await ReadAsync("native.json"));
        Assert.Equal(managed.Output, compiled.Output);
    }

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(_folder.File(name), TestContext.Current.CancellationToken);
}
