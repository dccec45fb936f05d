using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Watchdog.Cli.Commands;

/// <summary>A command whose help goes on with examples and exit codes, which a line in the list of commands has no room for.</summary>
internal sealed class ExplainedCommand(string name, string description, string more) : Command(name, description)
{
    public string More => more;
}

/// <summary>The usual help, followed by what an <see cref="ExplainedCommand"/> has to add, or by <paramref name="rootMore"/> for the program itself.</summary>
internal sealed class HelpWithExamples(HelpAction usual, string rootMore) : SynchronousCommandLineAction
{
    public static void AddTo(RootCommand root, string rootMore)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, rootMore);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = usual.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.WriteLine((parseResult.CommandResult.Command as ExplainedCommand)?.More ?? rootMore);
        return exitCode;
    }
}
