using Amazon.Lambda.Annotations.SourceGenerator.Models;
using Amazon.Lambda.Annotations.SourceGenerator.Support;

namespace Amazon.Lambda.Annotations.SourceGenerator.Writing;

/// <summary>Writes the entry point of an executable with several handlers, of which an environment variable selects one.</summary>
internal static class ProgramWriter
{
    private const string Builder = "global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder";
    private const string Context = "global::Amazon.Lambda.Core.ILambdaContext";
    private const string Task = "global::System.Threading.Tasks.Task";

    public static string Write(ProgramModel program)
    {
        var code = new Code();
        code.Open(program.MainNamespace);
        code.Line("/// <summary>Runs the handler that the environment variable ANNOTATIONS_HANDLER names.</summary>");
        code.Line(Code.Attribute);
        code.Line("internal static class GeneratedProgram", "{");
        code.Line($"    private static async {Task} Main()", "    {");
        code.Line($"        var serializer = new {program.Assembly.SerializerType}();");
        code.Line("        var name = global::System.Environment.GetEnvironmentVariable(\"ANNOTATIONS_HANDLER\");");
        code.Line("        switch (name)", "        {");
        foreach (var handler in program.Handlers)
            Case(code, handler);
        Default(code, string.Join(", ", program.Handlers.Select(h => h.Method)));
        code.Line("        }", "    }", "}");
        code.Close(program.MainNamespace);
        return code.ToString();
    }

    private static void Case(Code code, HandlerModel handler)
    {
        var types = string.Join(", ", new[] { handler.Event?.Type, handler.ResultType }.Where(t => t is not null));
        var task = handler.ResultType is null ? Task : $"{Task}<{handler.ResultType}>";
        var function = handler.Event is { } e
            ? $"global::System.Func<{e.Type}, {Context}, {task}> handle = (input, context) => wrapper!.{Names.Identifier(handler.Method)}(input, context);"
            : $"global::System.Func<{Context}, {task}> handle = context => wrapper!.{Names.Identifier(handler.Method)}(context);";
        code.Line($"            case \"{handler.Method}\":", "            {");
        code.Line($"                {handler.WrapperType}? wrapper = null;");
        code.Line($"                {function}");
        code.Line(types.Length == 0
            ? $"                using var bootstrap = {Builder}.Create(handle)"
            : $"                using var bootstrap = {Builder}.Create<{types}>(handle, serializer)");
        // The services are made by the bootstrap's initializer, so that what they throw reaches Lambda as an initialization error.
        code.Line("                    .UseBootstrapHandler(() =>", "                    {");
        code.Line($"                        wrapper = new {handler.WrapperType}();");
        code.Line($"                        return {Task}.FromResult(true);", "                    })", "                    .Build();");
        code.Line("                await bootstrap.RunAsync().ConfigureAwait(false);", "                break;", "            }");
    }

    private static void Default(Code code, string names)
    {
        code.Line("            default:", "            {");
        code.Line("                var message = string.IsNullOrEmpty(name)");
        code.Line($"                    ? \"ANNOTATIONS_HANDLER is not set; it must be one of: {names}.\"");
        code.Line($"                    : $\"ANNOTATIONS_HANDLER is '{{name}}'; it must be one of: {names}.\";");
        code.Line($"                using var bootstrap = {Builder}.Create(static () => {{ }})");
        code.Line("                    .UseBootstrapHandler(() => throw new global::System.InvalidOperationException(message))");
        code.Line("                    .Build();");
        code.Line("                await bootstrap.RunAsync().ConfigureAwait(false);", "                break;", "            }");
    }
}
