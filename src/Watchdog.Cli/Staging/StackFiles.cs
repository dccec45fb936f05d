namespace Watchdog.Cli.Staging;

/// <summary>What the simulator needs to run the stack: its template, and the program of its functions.</summary>
/// <param name="FunctionCommand">The program and its arguments.</param>
internal sealed record StackFiles(string Template, IReadOnlyList<string> FunctionCommand)
{
    /// <summary>Finds the template and the functions' program in the folder <c>stack</c> beside the CLI.</summary>
    /// <param name="bootstrap">Another program: the native bootstrap, or bootstrap.dll; null takes the one beside the CLI.</param>
    /// <exception cref="UsageException">A file is not there.</exception>
    public static StackFiles Locate(string baseDirectory, string? bootstrap)
    {
        var template = Path.Combine(baseDirectory, "stack", "template.yaml");
        if (!File.Exists(template))
            throw new UsageException($"The template is not where the build puts it, at {template}; build the solution again.");
        if (bootstrap is not null && !File.Exists(bootstrap))
            throw new UsageException($"--bootstrap: there is no file {bootstrap}; give the native bootstrap or bootstrap.dll.");
        var program = Path.GetFullPath(bootstrap ?? Path.Combine(baseDirectory, "stack", "bootstrap.dll"));
        if (!File.Exists(program))
            throw new UsageException($"The functions' program is not where the build puts it, at {program}; build the solution again, or name one with --bootstrap.");
        return new StackFiles(template, program.EndsWith(".dll", StringComparison.Ordinal) ? [DotNet(), program] : [program]);
    }

    /// <summary>The dotnet that runs this program, where it is one, so that both run on the same.</summary>
    private static string DotNet() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath!
        : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host
        : "dotnet";
}
