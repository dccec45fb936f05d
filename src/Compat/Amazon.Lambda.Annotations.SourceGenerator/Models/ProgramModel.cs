using Amazon.Lambda.Annotations.SourceGenerator.Support;

namespace Amazon.Lambda.Annotations.SourceGenerator.Models;

/// <summary>Everything that is generated, as values: equal models make equal code, and the code is written only for a model that changed.</summary>
/// <param name="Handlers">In the order of their names, one of each name.</param>
/// <param name="StartupType">The startup class, in full; null if there is none.</param>
internal sealed record ProgramModel(
    EquatableArray<HandlerModel> Handlers, string? StartupType, string MainNamespace, AssemblyModel Assembly)
{
    public static ProgramModel Of(IEnumerable<HandlerModel> handlers, IEnumerable<StartupReading> startups, AssemblyModel assembly)
    {
        var startup = startups.OrderBy(s => s.Type, StringComparer.Ordinal).FirstOrDefault(s => s.Problem is null);
        var kept = handlers
            .OrderBy(h => h.Method, StringComparer.Ordinal)
            .ThenBy(h => h.ClassType, StringComparer.Ordinal)
            .GroupBy(h => h.Method, StringComparer.Ordinal)
            .Select(g => g.First())
            .Where(h => startup is not null || h.ServicesNeededBy is null)
            .ToList();
        return new ProgramModel(
            new EquatableArray<HandlerModel>(kept),
            startup?.Type,
            startup?.Namespace ?? kept.FirstOrDefault()?.Namespace ?? "",
            assembly);
    }

    /// <summary>Whether an entry point can be written. If one was asked for and cannot, a diagnostic says why.</summary>
    public bool WritesMain =>
        Assembly is { GenerateMain: true, SerializerType: not null, IsExecutable: true, HasRuntimeSupport: true } && Handlers.Count > 0;

    /// <summary>Whether the wrappers can be written: with a startup class they need the container.</summary>
    public bool WritesWrappers => StartupType is null || Assembly.HasDependencyInjection;
}
