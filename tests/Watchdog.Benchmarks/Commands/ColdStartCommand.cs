using System.CommandLine;
using Watchdog.Benchmarks.ColdStart;
using Watchdog.Benchmarks.Rendering;
using Watchdog.Cli.Rendering;

namespace Watchdog.Benchmarks.Commands;

/// <summary>`coldstart`: how soon the native bootstrap works, beside the same code compiled at run time and beside a boto3 script.</summary>
internal static class ColdStartCommand
{
    private static readonly string Repository = Path.GetFullPath(Path.Combine(Suite.Folder, "..", ".."));

    public static Command Create()
    {
        var repetitions = new Option<int>("--repetitions") { Description = "Starts of each program", DefaultValueFactory = _ => 10 };
        repetitions.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--repetitions must be 1 or more.");
        });
        var native = new Option<FileInfo>("--native")
        {
            Description = "The native bootstrap; default: where `make` puts it",
            DefaultValueFactory = _ => new FileInfo(Path.Combine(Repository, "artifacts", "lambda", "bootstrap")),
        };
        var cpu = new Option<double?>("--cpu") { Description = "Limits each program to so much of a core; Lambda gives 0.145 to a function of 256 MB. Needs control groups" };
        cpu.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is { } share and not (>= 0.05 and <= 1))
                result.AddError("--cpu must be a share of a core from 0.05 to 1.");
        });
        var write = new Option<FileInfo?>("--write") { Description = "Writes the table between the coldstart markers (with --cpu, the coldstart-cpu markers) of this Markdown file" };
        write.Validators.Add(result => MarkdownFile.Validate(result, Section(result.GetValue(cpu))));
        var command = new Command("coldstart", "Starts the native bootstrap, the same code on the JIT and a boto3 script, and compares them") { repetitions, native, cpu, write };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(repetitions), parsed.GetValue(native)!, parsed.GetValue(cpu), parsed.GetValue(write), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int repetitions, FileInfo native, double? cpu, FileInfo? write, CancellationToken cancellationToken)
    {
        var console = Terminal.Create(Console.Out, Terminal.IsPlain);
        ColdStartResults results;
        try
        {
            results = await ColdStartSuite.RunAsync(Repository, native.FullName, repetitions, cpu, cancellationToken);
        }
        catch (Exception e) when (e is FileNotFoundException or InvalidOperationException or NotSupportedException)
        {
            console.Line(e.Message, "red");
            return 1;
        }
        ColdStartReport.Write(console, results);
        if (write is not null)
            MarkdownFile.Replace(write.FullName, Section(cpu), ColdStartReport.Markdown(results));
        return results.Check.Holds ? 0 : 1;
    }

    private static string Section(double? cpu) => cpu is null ? "coldstart" : "coldstart-cpu";
}
