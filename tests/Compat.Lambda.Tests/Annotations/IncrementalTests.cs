using Amazon.Lambda.Annotations.SourceGenerator;
using Compat.Lambda.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Compat.Lambda.Tests.Annotations;

public sealed class IncrementalTests
{
    private const string Handlers = """
        using Amazon.Lambda.Annotations;
        namespace App
        {
            public class Functions
            {
                [LambdaFunction] public void B(string input) { }
                [LambdaFunction] public string A() => "a";
            }
        }
        """;

    private static string[] Sources(string handlers = Handlers) =>
        [handlers, "namespace App { class Other { } }", GeneratorRun.Startup, GeneratorRun.Serializer, GeneratorRun.GenerateMain];

    [Theory]
    [InlineData("another file", 1, "namespace App { public class Other { public int Unrelated; } }")]
    [InlineData("a line more above the handlers", 0, "// A comment.\n\n" + Handlers)]
    [InlineData("the body of a handler", 0, "using Amazon.Lambda.Annotations;\nnamespace App\n{\n    public class Functions\n    {\n        [LambdaFunction] public void B(string input) { _ = input; }\n        [LambdaFunction] public string A() => \"changed\";\n    }\n}")]
    public void An_edit_that_changes_no_signature_writes_no_code(string edit, int file, string text)
    {
        Assert.NotEmpty(edit);
        var (first, second) = Edit(file, text);

        Assert.Equal(first.Files, second.Files);
        Assert.All(OutputReasons(second), r => Assert.Equal(IncrementalStepRunReason.Cached, r));
        Assert.All(ProgramReasons(second), r => Assert.Contains(r, new[] { IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged }));
    }

    [Fact]
    public void An_edit_of_a_signature_writes_the_code_again()
    {
        var (first, second) = Edit(0, Handlers.Replace("B(string input)", "B(int input)", StringComparison.Ordinal));

        Assert.NotEqual(first.Files["App.Functions_B_Generated.g.cs"], second.Files["App.Functions_B_Generated.g.cs"]);
        Assert.All(OutputReasons(second), r => Assert.Equal(IncrementalStepRunReason.Modified, r));
    }

    [Fact]
    public void The_order_of_the_files_does_not_matter()
    {
        var other = "using Amazon.Lambda.Annotations; namespace Z { public class Functions { [LambdaFunction] public void C() { } } }";
        string[] sources = [other, .. Sources()];

        var forward = GeneratorRun.On(sources);
        var backward = GeneratorRun.On([.. sources.Reverse()]);

        Assert.Equal(4, forward.Files.Count);
        Assert.Equal(forward.Files.OrderBy(f => f.Key, StringComparer.Ordinal), backward.Files.OrderBy(f => f.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void The_lines_of_the_code_end_in_the_same_way_on_every_machine() =>
        Assert.All(GeneratorRun.On(Sources()).Files.Values, code => Assert.DoesNotContain('\r', code));

    private static (GeneratorRun First, GeneratorRun Second) Edit(int file, string text)
    {
        var compilation = GeneratorRun.Compile(OutputKind.ConsoleApplication, Sources());
        var first = GeneratorRun.Of(compilation);
        var old = compilation.SyntaxTrees[file];
        var second = first.Again(compilation.ReplaceSyntaxTree(old, old.WithChangedText(SourceText.From(text))));
        Assert.Empty(second.CompilerMessages);
        return (first, second);
    }

    private static IEnumerable<IncrementalStepRunReason> ProgramReasons(GeneratorRun run) =>
        run.Driver.GetRunResult().Results.Single().TrackedSteps[LambdaGenerator.ProgramStep].SelectMany(s => s.Outputs).Select(o => o.Reason);

    /// <summary>The step that writes code is the one whose only input is the program.</summary>
    private static List<IncrementalStepRunReason> OutputReasons(GeneratorRun run)
    {
        var program = run.Driver.GetRunResult().Results.Single().TrackedSteps[LambdaGenerator.ProgramStep].Single();
        var outputs = run.Driver.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(s => s.Value)
            .Where(s => s.Inputs.Any(i => i.Source == program))
            .SelectMany(s => s.Outputs).Select(o => o.Reason).ToList();
        Assert.NotEmpty(outputs);
        return outputs;
    }
}
