namespace Compat.Lambda.Tests.App;

/// <summary>What the Act handler is to do.</summary>
/// <param name="Command">metric, write, fail or fail-deep.</param>
internal sealed record Order(string Command);
