using Amazon.Lambda.Annotations.SourceGenerator.Models;
using Amazon.Lambda.Annotations.SourceGenerator.Support;
using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator.Reading;

/// <summary>Everything that is wrong: with each part, and with the parts taken together.</summary>
internal static class Consistency
{
    public static IEnumerable<Problem> Problems(
        IReadOnlyList<HandlerReading> handlers, IReadOnlyList<StartupReading> startups, AssemblyModel assembly) =>
        [
            .. handlers.SelectMany(h => h.Problems),
            .. startups.Where(s => s.Problem is not null).Select(s => s.Problem!),
            .. startups.OrderBy(s => s.Type, StringComparer.Ordinal).Skip(1)
                .Select(s => At(Rules.SecondStartup, s.Place, s.Name, First(startups))),
            .. handlers.GroupBy(h => h.Method, StringComparer.Ordinal).SelectMany(g => g.Skip(1))
                .Select(h => At(Rules.DuplicateName, h.Place, h.Method)),
            .. startups.Count > 0 ? [] : handlers.Where(h => h.Model?.ServicesNeededBy is not null)
                .Select(h => At(Rules.MissingStartup, h.Place, h.Method, h.Model!.ServicesNeededBy!)),
            .. handlers.Count == 0 ? [] : OfAssembly(startups, assembly),
        ];

    private static IEnumerable<Problem> OfAssembly(IReadOnlyList<StartupReading> startups, AssemblyModel assembly)
    {
        if (startups.Count > 0 && !assembly.HasDependencyInjection)
            yield return At(Rules.MissingPackage, null, "Microsoft.Extensions.DependencyInjection");
        if (!assembly.GenerateMain)
            yield break;
        if (assembly.SerializerType is null)
            yield return At(Rules.MissingSerializer, null);
        if (!assembly.IsExecutable)
            yield return At(Rules.NoExecutable, null);
        if (!assembly.HasRuntimeSupport)
            yield return At(Rules.MissingPackage, null, "Amazon.Lambda.RuntimeSupport");
    }

    private static string First(IReadOnlyList<StartupReading> startups) =>
        startups.OrderBy(s => s.Type, StringComparer.Ordinal).First().Name;

    private static Problem At(DiagnosticDescriptor rule, Place? place, params string[] arguments) =>
        new(rule, place, new EquatableArray<string>(arguments));
}
