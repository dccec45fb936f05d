namespace Compat.Lambda.Tests.App;

/// <summary>What the Act handler is to do.</summary>
/// <param name="Command">metric, write or fail.</param>
internal sealed record Order(string Command);
