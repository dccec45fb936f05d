namespace Watchdog.Core.Ports;

/// <summary>Counts what this process's calls of AWS cost.</summary>
public interface ICallCosts
{
    /// <summary>Of all calls since the process began; USD, at list price.</summary>
    decimal Total { get; }
}
