using Amazon.Lambda.Annotations;
using Microsoft.Extensions.DependencyInjection;

namespace Compat.Lambda.Tests.App;

[LambdaStartup]
internal sealed class Startup
{
    public void ConfigureServices(IServiceCollection services)
    {
        if (Environment.GetEnvironmentVariable("APP_STARTUP") == "fail")
            throw new InvalidOperationException("APP_STARTUP says that the startup fails");
        services.AddSingleton<Counter>();
        services.AddScoped<Scope>();
    }
}

/// <summary>Counts the invocations of the process.</summary>
internal sealed class Counter
{
    private int _count;

    public int Next() => Interlocked.Increment(ref _count);
}

/// <summary>Lives as long as an invocation, and says so when it ends.</summary>
internal sealed class Scope(Counter counter) : IDisposable
{
    public int Number { get; } = counter.Next();

    public void Dispose() => Console.WriteLine($"scope {Number} ended");
}
