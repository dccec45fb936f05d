namespace Watchdog.Simulator.Wire;

/// <summary>Stands between the callers and the services of a <see cref="WireServer"/>. Calls may come at the same time.</summary>
public interface IWireInterceptor
{
    /// <param name="answer">Has the service carry out the request, as it is or changed.</param>
    /// <returns>Null: nobody waits for an answer, and the connection is dropped.</returns>
    Task<WireResponse?> HandleAsync(WireCall call, Func<WireRequest, Task<WireResponse>> answer);
}

/// <param name="Operation">E.g. GetMetricData.</param>
public sealed record WireCall(IWireService Service, string Operation, WireRequest Request);
