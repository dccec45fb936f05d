using System.Collections.Immutable;
using System.Reflection;
using Amazon.Lambda.Annotations.SourceGenerator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Compat.Lambda.Tests.Support;

/// <summary>Runs the generator on source code, as the compiler does.</summary>
internal sealed class GeneratorRun
{
    /// <summary>The line of a consumer that the tests' code leaves out.</summary>
    public const string Serializer = """
        [assembly: Amazon.Lambda.Core.LambdaSerializer(typeof(App.Serializer))]
        namespace App
        {
            public class Serializer : Amazon.Lambda.Core.ILambdaSerializer
            {
                public T Deserialize<T>(System.IO.Stream requestStream) => default!;
                public void Serialize<T>(T response, System.IO.Stream responseStream) { }
            }
        }
        """;

    public const string GenerateMain = "[assembly: Amazon.Lambda.Annotations.LambdaGlobalProperties(GenerateMain = true)]";

    public const string Startup = """
        namespace App
        {
            [Amazon.Lambda.Annotations.LambdaStartup]
            public class Startup
            {
                public void ConfigureServices(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }
            }
        }
        """;

    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    private static readonly ImmutableArray<PortableExecutableReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => !Path.GetFileName(p).StartsWith("xunit", StringComparison.Ordinal))
            .Select(p => MetadataReference.CreateFromFile(p)),
    ];

    private GeneratorRun(GeneratorDriver driver, Compilation output, ImmutableArray<Diagnostic> diagnostics)
    {
        Driver = driver;
        Output = output;
        Diagnostics = diagnostics;
    }

    public GeneratorDriver Driver { get; }

    /// <summary>The source and what was generated.</summary>
    public Compilation Output { get; }

    /// <summary>What the generator said.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    public IReadOnlyDictionary<string, string> Files => Driver.GetRunResult().Results.Single().GeneratedSources
        .ToDictionary(s => s.HintName, s => s.SourceText.ToString(), StringComparer.Ordinal);

    /// <summary>What the compiler says of source and generated code together, warnings as well.</summary>
    public IEnumerable<string> CompilerMessages => Output.GetDiagnostics(TestContext.Current.CancellationToken)
        .Where(d => d.Severity >= DiagnosticSeverity.Warning)
        .Select(d => d.ToString());

    public static GeneratorRun On(params string[] sources) => Of(Compile(OutputKind.ConsoleApplication, sources));

    public static GeneratorRun OnLibrary(params string[] sources) => Of(Compile(OutputKind.DynamicallyLinkedLibrary, sources));

    /// <summary>Runs on what does not reference the assemblies of these names.</summary>
    public static GeneratorRun Without(string assembly, params string[] sources)
    {
        var compilation = Compile(OutputKind.ConsoleApplication, sources);
        return Of(compilation.RemoveReferences(compilation.References.Where(r =>
            Path.GetFileName(r.Display)!.StartsWith(assembly, StringComparison.Ordinal))));
    }

    public static CSharpCompilation Compile(OutputKind kind, params string[] sources) => CSharpCompilation.Create(
        "App",
        sources.Select((s, i) => CSharpSyntaxTree.ParseText(s, s_parse, $"/src/{i}.cs")),
        s_references,
        new CSharpCompilationOptions(
            kind,
            nullableContextOptions: NullableContextOptions.Enable,
            // Public members without documentation, which is the tests' own code; what is generated has no public types.
            specificDiagnosticOptions: [new("CS1591", ReportDiagnostic.Suppress)]));

    /// <summary>Runs again on a changed compilation, with what is remembered of this run.</summary>
    public GeneratorRun Again(Compilation compilation) => Continue(Driver, compilation);

    /// <summary>Compiles all and loads it.</summary>
    public Assembly Load()
    {
        using var image = new MemoryStream();
        var result = Output.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return Assembly.Load(image.ToArray());
    }

    public static GeneratorRun Of(Compilation compilation) => Continue(
        CSharpGeneratorDriver.Create(
            [new LambdaGenerator().AsSourceGenerator()],
            parseOptions: s_parse,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true)),
        compilation);

    private static GeneratorRun Continue(GeneratorDriver driver, Compilation compilation)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(
            compilation, out var output, out var diagnostics, TestContext.Current.CancellationToken);
        return new GeneratorRun(driver, output, diagnostics);
    }
}
