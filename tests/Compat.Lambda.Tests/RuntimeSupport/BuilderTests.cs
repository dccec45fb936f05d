using System.Text;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Compat.Lambda.Tests.Support;

namespace Compat.Lambda.Tests.RuntimeSupport;

/// <summary>Every shape of a handler that has an overload, through <see cref="HandlerWrapper"/>.</summary>
public sealed class BuilderTests
{
    private static readonly TextSerializer s_serializer = new();

    public static TheoryData<string, HandlerWrapper, string> Shapes => new()
    {
        { "nothing to nothing", HandlerWrapper.GetHandlerWrapper(() => Task.CompletedTask), "" },
        { "context to nothing", HandlerWrapper.GetHandlerWrapper((ILambdaContext _) => Task.CompletedTask), "" },
        { "event to nothing", HandlerWrapper.GetHandlerWrapper((string _) => Task.CompletedTask, s_serializer), "" },
        { "event and context to nothing", HandlerWrapper.GetHandlerWrapper((string _, ILambdaContext _) => Task.CompletedTask, s_serializer), "" },
        { "nothing to value", HandlerWrapper.GetHandlerWrapper(() => Task.FromResult("out"), s_serializer), "out" },
        { "context to value", HandlerWrapper.GetHandlerWrapper((ILambdaContext c) => Task.FromResult(c.AwsRequestId), s_serializer), "a" },
        { "event to value", HandlerWrapper.GetHandlerWrapper((string e) => Task.FromResult(e + "!"), s_serializer), "in!" },
        {
            "event and context to value",
            HandlerWrapper.GetHandlerWrapper((string e, ILambdaContext c) => Task.FromResult(e + c.AwsRequestId), s_serializer),
            "ina"
        },
        { "stream to stream", HandlerWrapper.GetHandlerWrapper((Stream s, ILambdaContext _) => Task.FromResult(s)), "in" },
    };

    [Theory]
    [MemberData(nameof(Shapes), DisableDiscoveryEnumeration = true)]
    public async Task A_handler_is_called_and_its_result_written(string shape, HandlerWrapper handler, string answer)
    {
        Assert.NotEmpty(shape);
        using var api = new ScriptedApi().ThenInvocation("a", "in");

        await new Bootstrap(api).RunAsync(handler.Handler);

        Assert.Equal([new Posted("invocation/a/response", answer, null)], api.Posts);
    }

    [Fact]
    public async Task Overloads_for_methods_without_tasks_are_chosen_by_the_shape_of_the_method()
    {
        // The address is read when it runs, so that building needs no Lambda environment.
        using var none = LambdaBootstrapBuilder.Create(() => { }).Build();
        using var context = LambdaBootstrapBuilder.Create((ILambdaContext _) => { }).Build();
        using var input = LambdaBootstrapBuilder.Create<string>((string _) => { }, s_serializer).Build();
        using var both = LambdaBootstrapBuilder.Create<string, int>((string e, ILambdaContext _) => e.Length, s_serializer).Build();
        using var output = LambdaBootstrapBuilder.Create<int>(() => 1, s_serializer).UseBootstrapHandler(() => Task.FromResult(false)).Build();

        await output.RunAsync(TestContext.Current.CancellationToken);
    }

    private sealed class TextSerializer : ILambdaSerializer
    {
        public T Deserialize<T>(Stream requestStream)
        {
            using var reader = new StreamReader(requestStream);
            return (T)(object)reader.ReadToEnd();
        }

        public void Serialize<T>(T response, Stream responseStream) => responseStream.Write(Encoding.UTF8.GetBytes($"{response}"));
    }
}
