using Watchdog.Cli.Staging;

namespace Watchdog.Cli.Tests.Staging;

public sealed class StackFilesTests : IDisposable
{
    private readonly string _base = Directory.CreateTempSubdirectory("watchdog-stack-").FullName;

    public StackFilesTests() => Directory.CreateDirectory(Path.Combine(_base, "stack"));

    [Fact]
    public void An_assembly_is_run_by_dotnet()
    {
        Touch("template.yaml");
        var program = Touch("bootstrap.dll");
        var files = StackFiles.Locate(_base, null);
        Assert.Equal(2, files.FunctionCommand.Count);
        Assert.Equal("dotnet", Path.GetFileNameWithoutExtension(files.FunctionCommand[0]));
        Assert.Equal(program, files.FunctionCommand[1]);
        Assert.Equal(Path.Combine(_base, "stack", "template.yaml"), files.Template);
    }

    [Fact]
    public void A_native_program_is_run_as_it_is()
    {
        Touch("template.yaml");
        var program = Touch("bootstrap");
        Assert.Equal([program], StackFiles.Locate(_base, program).FunctionCommand);
    }

    [Fact]
    public void A_file_that_is_missing_is_named()
    {
        Assert.Contains("template.yaml", Assert.Throws<UsageException>(() => StackFiles.Locate(_base, null)).Message, StringComparison.Ordinal);
        Touch("template.yaml");
        Assert.Contains("bootstrap.dll", Assert.Throws<UsageException>(() => StackFiles.Locate(_base, null)).Message, StringComparison.Ordinal);
        Assert.StartsWith("--bootstrap: ", Assert.Throws<UsageException>(() => StackFiles.Locate(_base, "/no/such/file")).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_base, recursive: true);

    private string Touch(string name)
    {
        var path = Path.Combine(_base, "stack", name);
        File.WriteAllText(path, "");
        return path;
    }
}
