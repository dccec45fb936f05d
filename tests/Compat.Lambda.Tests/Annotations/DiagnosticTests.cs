using Compat.Lambda.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Compat.Lambda.Tests.Annotations;

/// <summary>What the generator refuses, and what it says then.</summary>
public sealed class DiagnosticTests
{
    [Theory]
    [InlineData("public static class F { [LambdaFunction] public static void H() { } }", "LAMBDA006", "static, so that it has no instance")]
    [InlineData("public abstract class F { [LambdaFunction] public void H() { } }", "LAMBDA006", "is abstract")]
    [InlineData("public class F<T> { [LambdaFunction] public void H() { } }", "LAMBDA006", "is generic")]
    [InlineData("public class G<T> { public class F { [LambdaFunction] public void H() { } } }", "LAMBDA006", "is generic")]
    [InlineData("public class G { private class F { [LambdaFunction] public void H() { } } }", "LAMBDA006", "is private")]
    [InlineData("public struct F { [LambdaFunction] public void H() { } }", "LAMBDA006", "no class")]
    [InlineData("public class F { [LambdaFunction] public static void H() { } }", "LAMBDA007", "is static")]
    [InlineData("public class F { [LambdaFunction] public void H<T>(T input) { } }", "LAMBDA007", "is generic")]
    [InlineData("public class F { [LambdaFunction] private void H() { } }", "LAMBDA007", "is private")]
    [InlineData("public class F { [LambdaFunction] protected void H() { } }", "LAMBDA007", "is private or protected")]
    [InlineData("public class F { [LambdaFunction] public async void H() { await Task.Yield(); } }", "LAMBDA007", "async void")]
    [InlineData("public class F { [LambdaFunction] public ValueTask H() => default; }", "LAMBDA007", "returns System.Threading.Tasks.ValueTask")]
    [InlineData("public class F { [LambdaFunction] public ValueTask<int> H() => default; }", "LAMBDA007", "returns System.Threading.Tasks.ValueTask<int>")]
    [InlineData("public class F { [LambdaFunction] public Task<Task> H() => null!; }", "LAMBDA007", "it must return void, a value, Task or Task<T>")]
    [InlineData("public class F { [LambdaFunction] public System.IO.Stream H() => null!; }", "LAMBDA007", "returns System.IO.Stream")]
    [InlineData("public class F { int i; [LambdaFunction] public ref int H() => ref i; }", "LAMBDA007", "returns a reference")]
    [InlineData("public class F { [LambdaFunction] public void H(string a, int b) { } }", "LAMBDA008", "b of the handler F.H would be a second event")]
    [InlineData("public class F { [LambdaFunction] public void H(ILambdaContext a, ILambdaContext b) { } }", "LAMBDA008", "second ILambdaContext")]
    [InlineData("public class F { [LambdaFunction] public void H(ref string a) { } }", "LAMBDA008", "by reference")]
    [InlineData("public class F { [LambdaFunction] public void H(System.IO.Stream a) { } }", "LAMBDA008", "is a Stream")]
    [InlineData("public class F(string s) { [LambdaFunction] public string H() => s; }", "LAMBDA002", "H is in a class whose constructor takes parameters")]
    [InlineData("public class F { [LambdaFunction] public void H([FromServices] string s) { } }", "LAMBDA002", "H has a parameter with [FromServices]")]
    public void A_handler_that_cannot_run_is_an_error_at_its_place(string code, string id, string message)
    {
        var run = GeneratorRun.On(
            "using System.Threading.Tasks; using Amazon.Lambda.Annotations; using Amazon.Lambda.Core; namespace App;\n" + code,
            GeneratorRun.Serializer,
            GeneratorRun.GenerateMain);

        var diagnostic = run.Diagnostics.First(d => d.Id == id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Contains(message, diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Equal(("/src/0.cs", 1), (diagnostic.Location.GetLineSpan().Path, diagnostic.Location.GetLineSpan().StartLinePosition.Line));
        Assert.Empty(run.Files);
    }

    [Fact]
    public void Two_handlers_of_one_name_are_an_error_at_the_second()
    {
        const string first = "namespace A; public class F { [Amazon.Lambda.Annotations.LambdaFunction] public void H() { } }";
        const string second = "namespace B;\npublic class F { [Amazon.Lambda.Annotations.LambdaFunction] public void H() { } }";

        var diagnostic = Assert.Single(GeneratorRun.On(first, second, GeneratorRun.Serializer, GeneratorRun.GenerateMain).Diagnostics);

        Assert.Equal("LAMBDA005", diagnostic.Id);
        Assert.StartsWith("H is a handler's name already", diagnostic.GetMessage(), StringComparison.Ordinal);
        Assert.Equal("/src/1.cs", diagnostic.Location.GetLineSpan().Path);
    }

    [Fact]
    public void Two_overloads_are_two_handlers_of_one_name()
    {
        var run = GeneratorRun.On(
            """
            using Amazon.Lambda.Annotations;
            namespace A;
            public class F { [LambdaFunction] public void H() { } [LambdaFunction] public void H(string s) { } }
            """,
            GeneratorRun.Serializer,
            GeneratorRun.GenerateMain);

        Assert.Equal("LAMBDA005", Assert.Single(run.Diagnostics).Id);
    }

    [Theory]
    [InlineData("static class S { }", "static, abstract or generic")]
    [InlineData("abstract class S { public void ConfigureServices(IServiceCollection s) { } }", "static, abstract or generic")]
    [InlineData("class S(int i) { public int I => i; public void ConfigureServices(IServiceCollection s) { } }", "no public constructor without parameters")]
    [InlineData("class S { }", "no public void ConfigureServices(IServiceCollection)")]
    [InlineData("class S { void ConfigureServices(IServiceCollection s) { } }", "no public void ConfigureServices(IServiceCollection)")]
    [InlineData("class S { public void ConfigureServices(string s) { } }", "no public void ConfigureServices(IServiceCollection)")]
    public void A_startup_class_that_cannot_be_used_is_an_error(string code, string message)
    {
        var run = GeneratorRun.On(
            "using Amazon.Lambda.Annotations; using Microsoft.Extensions.DependencyInjection; namespace App;\n[LambdaStartup] " + code,
            Handler,
            GeneratorRun.Serializer,
            GeneratorRun.GenerateMain);

        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("LAMBDA004", diagnostic.Id);
        Assert.Contains(message, diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void ConfigureServices_may_be_inherited()
    {
        var run = GeneratorRun.On(
            """
            using Amazon.Lambda.Annotations;
            using Microsoft.Extensions.DependencyInjection;
            namespace App;
            public class Base { public void ConfigureServices(IServiceCollection s) { } }
            [LambdaStartup] public class Startup : Base;
            """,
            Handler,
            GeneratorRun.Serializer,
            GeneratorRun.GenerateMain);

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CompilerMessages);
    }

    [Fact]
    public void A_second_startup_class_is_an_error()
    {
        var second = GeneratorRun.Startup.Replace("class Startup", "class Zweiter", StringComparison.Ordinal);

        var run = GeneratorRun.On(Handler, second, GeneratorRun.Startup, GeneratorRun.Serializer, GeneratorRun.GenerateMain);

        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("LAMBDA003", diagnostic.Id);
        Assert.Equal("Zweiter has [LambdaStartup] too; an assembly has one startup class, and Startup is already it", diagnostic.GetMessage());
    }

    [Fact]
    public void An_entry_point_without_a_serializer_is_an_error()
    {
        var run = GeneratorRun.On(Handler, GeneratorRun.GenerateMain);

        Assert.Equal("LAMBDA001", Assert.Single(run.Diagnostics).Id);
        Assert.DoesNotContain("GeneratedProgram.g.cs", run.Files.Keys);
    }

    [Fact]
    public void An_entry_point_in_a_library_is_an_error()
    {
        var run = GeneratorRun.OnLibrary(Handler, GeneratorRun.Serializer, GeneratorRun.GenerateMain);

        Assert.Equal("LAMBDA009", Assert.Single(run.Diagnostics).Id);
        Assert.DoesNotContain("GeneratedProgram.g.cs", run.Files.Keys);
    }

    [Theory]
    [InlineData("Amazon.Lambda.RuntimeSupport")]
    [InlineData("Microsoft.Extensions.DependencyInjection")]
    public void A_missing_package_is_an_error_that_names_it(string package)
    {
        var run = GeneratorRun.Without(package + ".dll", Handler, GeneratorRun.Startup, GeneratorRun.Serializer, GeneratorRun.GenerateMain);

        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("LAMBDA010", diagnostic.Id);
        Assert.EndsWith(package, diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    private const string Handler = "namespace App; public class F { [Amazon.Lambda.Annotations.LambdaFunction] public void H() { } }";
}
