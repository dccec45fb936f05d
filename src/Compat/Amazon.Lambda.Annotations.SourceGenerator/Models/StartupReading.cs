using Amazon.Lambda.Annotations.SourceGenerator.Support;

namespace Amazon.Lambda.Annotations.SourceGenerator.Models;

/// <summary>A [LambdaStartup] class as it was read.</summary>
/// <param name="Namespace">Empty for the global one.</param>
/// <param name="Type">The class, in full.</param>
/// <param name="Problem">Why it cannot be used; null if it can.</param>
internal sealed record StartupReading(string Namespace, string Type, string Name, Place? Place, Problem? Problem);
