using Amazon.Lambda.Annotations.SourceGenerator.Support;

namespace Amazon.Lambda.Annotations.SourceGenerator.Models;

/// <summary>What the generated code has to know of one handler. It holds no place in the source, so that moving a handler changes nothing.</summary>
/// <param name="Namespace">Empty for the global one.</param>
/// <param name="ClassType">The handler's class, in full.</param>
/// <param name="WrapperName">The name of the class to generate.</param>
/// <param name="Method">The method's name, which is also the value of ANNOTATIONS_HANDLER.</param>
/// <param name="ResultType">What the method returns, or what its task does; null for nothing.</param>
/// <param name="ServicesNeededBy">Why there must be a service provider, to be read after the handler's name; null if it can do without.</param>
internal sealed record HandlerModel(
    string Namespace,
    string ClassType,
    string WrapperName,
    string Method,
    EquatableArray<ParameterModel> Parameters,
    bool ReturnsTask,
    string? ResultType,
    string? ServicesNeededBy)
{
    public ParameterModel? Event => Parameters.FirstOrDefault(p => p.Kind == ParameterKind.Event);

    /// <summary>The wrapper's type, in full.</summary>
    public string WrapperType => Namespace.Length == 0 ? $"global::{WrapperName}" : $"global::{Namespace}.{WrapperName}";
}

/// <summary>Where a parameter's value comes from.</summary>
internal enum ParameterKind
{
    Event,
    Context,
    Service,
}

internal sealed record ParameterModel(ParameterKind Kind, string Type);
