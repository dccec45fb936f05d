using System.Text;
using Amazon.Lambda.Annotations.SourceGenerator.Models;
using Amazon.Lambda.Annotations.SourceGenerator.Reading;
using Amazon.Lambda.Annotations.SourceGenerator.Support;
using Amazon.Lambda.Annotations.SourceGenerator.Writing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Amazon.Lambda.Annotations.SourceGenerator;

/// <summary>Makes Lambda functions of methods with [LambdaFunction].</summary>
/// <remarks>
/// <para>For each handler it writes a class that builds the services which the [LambdaStartup] class configures, takes the handler's class from
/// them in a scope of each invocation, and calls the method. With [assembly: LambdaGlobalProperties(GenerateMain = true)] it also writes the
/// entry point: ANNOTATIONS_HANDLER names the method to run. A name that is unknown, or anything that goes wrong while the services
/// are made, is reported to Lambda as an initialization error and ends the process.</para>
/// <para>It differs from the official generator: it writes no CloudFormation template (a template is written by hand, and names the handlers
/// itself); it knows no events of API Gateway, so that a handler takes the event and the context as they are; and a bad
/// ANNOTATIONS_HANDLER is an error instead of a process that ends at once without a word.</para>
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class LambdaGenerator : IIncrementalGenerator
{
    /// <summary>The name of the step whose value decides whether code is written again.</summary>
    internal const string ProgramStep = "Program";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var handlers = context.SyntaxProvider.ForAttributeWithMetadataName(
            Names.LambdaFunction, static (node, _) => node is MethodDeclarationSyntax, HandlerReader.Read);
        var startups = context.SyntaxProvider.ForAttributeWithMetadataName(
            Names.LambdaStartup, static (node, _) => node is ClassDeclarationSyntax or RecordDeclarationSyntax, StartupReader.Read);
        var assembly = context.CompilationProvider.Select(AssemblyReader.Read);

        // Places in the source are dropped on this side, since a line more above a handler changes nothing in the code.
        var program = handlers.Where(h => h.Model is not null).Select((h, _) => h.Model!).Collect()
            .Combine(startups.Collect())
            .Combine(assembly)
            .Select((parts, _) => ProgramModel.Of(parts.Left.Left, parts.Left.Right, parts.Right))
            .WithTrackingName(ProgramStep);
        context.RegisterSourceOutput(program, Write);

        context.RegisterSourceOutput(
            handlers.Collect().Combine(startups.Collect()).Combine(assembly),
            static (output, parts) =>
            {
                foreach (var problem in Consistency.Problems(parts.Left.Left, parts.Left.Right, parts.Right))
                    output.ReportDiagnostic(problem.ToDiagnostic());
            });
    }

    private static void Write(SourceProductionContext output, ProgramModel program)
    {
        if (!program.WritesWrappers)
            return;
        foreach (var handler in program.Handlers)
            Add(output, handler.WrapperType.Substring("global::".Length), WrapperWriter.Write(handler, program));
        if (program.WritesMain)
            Add(output, "GeneratedProgram", ProgramWriter.Write(program));
    }

    /// <summary>Adds a file. Its name may not hold the @ of a namespace that is a keyword.</summary>
    private static void Add(SourceProductionContext output, string name, string code) =>
        output.AddSource($"{name.Replace("@", "")}.g.cs", SourceText.From(code, Encoding.UTF8));
}
