using System.CommandLine;

namespace Watchdog.Cli.Commands;

internal static class CommonOptions
{
    public static Option<string?> Bootstrap() => new("--bootstrap")
    {
        Description = "The program that the stack's functions run: the native bootstrap, or bootstrap.dll; the one beside this program when it is not given",
        HelpName = "PATH",
    };
}
