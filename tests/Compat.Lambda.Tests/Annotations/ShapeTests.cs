using System.Reflection;
using Amazon.Lambda.Core;
using Amazon.Lambda.TestUtilities;
using Compat.Lambda.Tests.Support;

namespace Compat.Lambda.Tests.Annotations;

/// <summary>Handlers of every supported shape: the generated code compiles without a warning, and calls them.</summary>
public sealed class ShapeTests
{
    private static readonly TestLambdaContext s_context = new() { AwsRequestId = "id" };

    [Theory]
    [InlineData("public string Handle() => \"called\";", "called")]
    [InlineData("public string Handle(string input) => input;", "event")]
    [InlineData("public string Handle(ILambdaContext context) => context.AwsRequestId;", "id")]
    [InlineData("public string Handle(string input, ILambdaContext context) => input + context.AwsRequestId;", "eventid")]
    [InlineData("public string Handle(ILambdaContext context, string input) => input + context.AwsRequestId;", "eventid")]
    [InlineData("public string? Handle(string? input) => input;", "event")]
    [InlineData("public async Task<string> Handle(string input) { await Task.Yield(); return input; }", "event")]
    [InlineData("public Task<string?> Handle(string? input) => Task.FromResult(input);", "event")]
    [InlineData("internal Task<string> Handle([FromServices] Dependency d, string input) => Task.FromResult(input + d.Text);", "event from services")]
    [InlineData("public string Handle([FromServices] Dependency d, [FromServices] ILambdaSerializer s) => d.Text + s.GetType().Name;", " from servicesSerializer")]
    [InlineData("public int? Handle(string input) => null;", null)]
    [InlineData("public object Handle(string input) => 7;", 7)]
    [InlineData("public Task<object> Handle(string input) => Task.FromResult<object>(7);", 7)]
    [InlineData("public void Handle(string input) => Functions.Seen = input;", "event")]
    [InlineData("public async Task Handle(string input) { await Task.Yield(); Functions.Seen = input; }", "event")]
    public async Task A_handler_is_called_with_what_it_asks_for(string method, object? result)
    {
        foreach (var startup in method.Contains("FromServices", StringComparison.Ordinal) ? [true] : new[] { true, false })
        {
            var run = GeneratorRun.On(Source(method), GeneratorRun.Serializer, GeneratorRun.GenerateMain, startup ? StartupWithDependency : "");

            Assert.Empty(run.Diagnostics);
            Assert.Empty(run.CompilerMessages);
            Assert.Equal(result, await CallAsync(run.Load(), "App.Functions_Handle_Generated"));
        }
    }

    [Fact]
    public async Task The_class_gets_its_dependencies_through_its_constructor()
    {
        var run = GeneratorRun.On(
            """
            using Amazon.Lambda.Annotations;
            namespace App
            {
                public class Functions(Dependency dependency)
                {
                    [LambdaFunction] public string Handle() => dependency.Text;
                }
            }
            """,
            GeneratorRun.Serializer,
            StartupWithDependency,
            GeneratorRun.GenerateMain);

        Assert.Empty(run.CompilerMessages);
        Assert.Equal(" from services", await CallAsync(run.Load(), "App.Functions_Handle_Generated"));
    }

    [Fact]
    public void A_missing_dependency_fails_while_the_wrapper_is_made_and_not_at_the_first_event()
    {
        var assembly = GeneratorRun.On(
            """
            using Amazon.Lambda.Annotations;
            namespace App
            {
                public class Functions(System.Uri missing)
                {
                    [LambdaFunction] public string Handle() => missing.ToString();
                }
            }
            """,
            GeneratorRun.Serializer,
            GeneratorRun.Startup,
            GeneratorRun.GenerateMain).Load();

        var e = Assert.Throws<TargetInvocationException>(() => Activator.CreateInstance(assembly.GetType("App.Functions_Handle_Generated")!));

        Assert.Contains("System.Uri", e.InnerException!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public class Functions { [LambdaFunction] public string @event() => \"x\"; }", "Functions_event_Generated", "event")]
    [InlineData("namespace A.B; public class F { public class G { [LambdaFunction] public string H() => \"x\"; } }", "A.B.F_G_H_Generated", "H")]
    [InlineData("namespace @namespace; internal class F { [LambdaFunction] internal string H() => \"x\"; }", "namespace.F_H_Generated", "H")]
    [InlineData("namespace A; public class F { [System.Obsolete] [LambdaFunction] public string H() => \"x\"; }", "A.F_H_Generated", "H")]
    [InlineData("namespace A; public class System { [LambdaFunction] public string H() => \"x\"; }", "A.System_H_Generated", "H")]
    public async Task Names_cannot_break_the_generated_code(string code, string wrapper, string method)
    {
        var run = GeneratorRun.On("using Amazon.Lambda.Annotations;\n" + code, GeneratorRun.Serializer, GeneratorRun.GenerateMain);

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CompilerMessages);
        Assert.Equal("x", await CallAsync(run.Load(), wrapper, method));
    }

    [Fact]
    public void Without_GenerateMain_a_library_gets_wrappers_and_no_entry_point()
    {
        var run = GeneratorRun.OnLibrary(Source("public string Handle() => \"called\";"), GeneratorRun.Serializer);

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.CompilerMessages);
        Assert.Equal(["App.Functions_Handle_Generated.g.cs"], run.Files.Keys);
    }

    [Fact]
    public void Without_handlers_nothing_is_generated()
    {
        var run = GeneratorRun.OnLibrary(GeneratorRun.Startup, GeneratorRun.GenerateMain);

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Files);
    }

    private const string StartupWithDependency = """
        using Microsoft.Extensions.DependencyInjection;
        namespace App
        {
            public class Dependency { public string Text => " from services"; }

            [Amazon.Lambda.Annotations.LambdaStartup]
            public class Startup
            {
                public void ConfigureServices(IServiceCollection services) => services.AddScoped<Dependency>();
            }
        }
        """;

    private static string Source(string method) => $$"""
        using System.Threading.Tasks;
        using Amazon.Lambda.Annotations;
        using Amazon.Lambda.Core;
        namespace App
        {
            public class Functions
            {
                public static string? Seen;
                [LambdaFunction] {{method}}
            }
        }
        """;

    /// <summary>Calls the wrapper's method as the entry point does. A handler without a result is asked what it saw.</summary>
    private static async Task<object?> CallAsync(Assembly assembly, string wrapper, string method = "Handle")
    {
        var type = assembly.GetType(wrapper, throwOnError: true)!;
        var call = type.GetMethod(method)!;
        object[] arguments = [.. call.GetParameters().Select(p => p.ParameterType == typeof(ILambdaContext) ? s_context : (object)"event")];
        var task = (Task)call.Invoke(Activator.CreateInstance(type), arguments)!;
        await task;
        return call.ReturnType == typeof(Task)
            ? assembly.GetType("App.Functions")!.GetField("Seen")!.GetValue(null)
            : call.ReturnType.GetProperty("Result")!.GetValue(task);
    }
}
