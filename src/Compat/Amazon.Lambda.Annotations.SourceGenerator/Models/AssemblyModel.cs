namespace Amazon.Lambda.Annotations.SourceGenerator.Models;

/// <summary>What is said once for the whole assembly.</summary>
/// <param name="SerializerType">The type in [assembly: LambdaSerializer], in full; null if there is none that can be made.</param>
internal sealed record AssemblyModel(
    bool GenerateMain,
    string? SerializerType,
    bool IsExecutable,
    bool HasDependencyInjection,
    bool HasRuntimeSupport);
