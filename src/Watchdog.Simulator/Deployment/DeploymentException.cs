namespace Watchdog.Simulator.Deployment;

/// <summary>A template that cannot be deployed, or parameters that do not fit it. The message names the file and the place in it.</summary>
public sealed class DeploymentException(string message) : Exception(message);
