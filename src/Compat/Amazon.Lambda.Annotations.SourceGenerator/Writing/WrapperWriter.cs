using Amazon.Lambda.Annotations.SourceGenerator.Models;
using Amazon.Lambda.Annotations.SourceGenerator.Support;

namespace Amazon.Lambda.Annotations.SourceGenerator.Writing;

/// <summary>Writes the class that stands between the runtime and a handler: it makes the services, and an instance for each invocation.</summary>
internal static class WrapperWriter
{
    private const string Container = "global::Microsoft.Extensions.DependencyInjection";
    private const string Context = "global::Amazon.Lambda.Core.ILambdaContext";

    public static string Write(HandlerModel handler, ProgramModel program)
    {
        var code = new Code();
        code.Open(handler.Namespace);
        code.Line($"/// <summary>Runs the handler {handler.Method}.</summary>");
        code.Line(Code.Attribute);
        code.Line($"internal sealed class {handler.WrapperName}");
        code.Line("{");
        if (program.StartupType is null)
            code.Line($"    private readonly {handler.ClassType} handler = new {handler.ClassType}();");
        else
            Services(code, handler, program.StartupType, program.Assembly.SerializerType);
        code.Line("");
        Method(code, handler, program.StartupType is not null);
        code.Line("}");
        code.Close(handler.Namespace);
        return code.ToString();
    }

    private static void Services(Code code, HandlerModel handler, string startup, string? serializer)
    {
        code.Line($"    private readonly {Container}.ServiceProvider services;");
        code.Line("");
        code.Line($"    public {handler.WrapperName}()");
        code.Line("    {");
        code.Line($"        var collection = new {Container}.ServiceCollection();");
        if (serializer is not null)
            code.Line($"        {Add("global::Amazon.Lambda.Core.ILambdaSerializer")}(collection, new {serializer}());");
        code.Line("        // A singleton unless the startup class registers it again with another lifetime.");
        code.Line($"        {Add(handler.ClassType)}(collection);");
        code.Line($"        new {startup}().ConfigureServices(collection);");
        code.Line($"        services = {Container}.ServiceCollectionContainerBuilderExtensions.BuildServiceProvider(collection);");
        code.Line("        // Made once here already, so that what is missing is an initialization error and not the first invocation's.");
        code.Line($"        using var scope = {Container}.ServiceProviderServiceExtensions.CreateScope(services);");
        code.Line($"        _ = {Get(handler.ClassType)};");
        code.Line("    }");
    }

    private static void Method(Code code, HandlerModel handler, bool hasServices)
    {
        var task = handler.ResultType is null
            ? "global::System.Threading.Tasks.Task"
            : $"global::System.Threading.Tasks.Task<{handler.ResultType}>";
        var input = handler.Event is { } e ? $"{e.Type} input, " : "";
        var isAsync = hasServices || handler.ReturnsTask;
        code.Line($"    public {(isAsync ? "async " : "")}{task} {Names.Identifier(handler.Method)}({input}{Context} context)");
        code.Line("    {");
        if (hasServices)
        {
            code.Line($"        await using var scope = {Container}.ServiceProviderServiceExtensions.CreateAsyncScope(services);");
            code.Line($"        var handler = {Get(handler.ClassType)};");
        }
        var call = $"handler.{Names.Identifier(handler.Method)}({string.Join(", ", handler.Parameters.Select(Argument))})";
        var awaited = handler.ReturnsTask ? $"await {call}.ConfigureAwait(false)" : call;
        if (isAsync)
            code.Line($"        {(handler.ResultType is null ? "" : "return ")}{awaited};");
        else if (handler.ResultType is null)
            code.Line($"        {call};", "        return global::System.Threading.Tasks.Task.CompletedTask;");
        else
            code.Line($"        return global::System.Threading.Tasks.Task.FromResult<{handler.ResultType}>({call});");
        code.Line("    }");
    }

    private static string Argument(ParameterModel parameter) => parameter.Kind switch
    {
        ParameterKind.Event => "input",
        ParameterKind.Context => "context",
        _ => Get(parameter.Type.TrimEnd('?')),
    };

    private static string Add(string type) => $"{Container}.ServiceCollectionServiceExtensions.AddSingleton<{type}>";

    private static string Get(string type) => $"{Container}.ServiceProviderServiceExtensions.GetRequiredService<{type}>(scope.ServiceProvider)";
}
