using Amazon.Lambda.Annotations.SourceGenerator.Models;
using Amazon.Lambda.Annotations.SourceGenerator.Support;
using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator.Reading;

/// <summary>Reads a [LambdaStartup] class.</summary>
internal static class StartupReader
{
    public static StartupReading Read(GeneratorAttributeSyntaxContext syntax, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var type = (INamedTypeSymbol)syntax.TargetSymbol;
        var problem = ProblemWith(type, syntax.SemanticModel.Compilation) is { } reason
            ? Problem.Of(Rules.UnusableStartup, type, type.Name, reason)
            : null;
        return new StartupReading(Names.Namespace(type), Names.Of(type), type.Name, Place.Of(type), problem);
    }

    private static string? ProblemWith(INamedTypeSymbol type, Compilation compilation)
    {
        if (type.IsStatic || type.IsAbstract || type.IsGenericType)
            return "is static, abstract or generic; it must be a class that can be made";
        if (!compilation.IsSymbolAccessibleWithin(type, compilation.Assembly))
            return "is private or protected; it must be public or internal";
        if (!type.InstanceConstructors.Any(c => c.Parameters.Length == 0 && c.DeclaredAccessibility == Accessibility.Public))
            return "has no public constructor without parameters";
        return HasConfigureServices(type) ? null : "has no public void ConfigureServices(IServiceCollection)";
    }

    private static bool HasConfigureServices(INamedTypeSymbol type)
    {
        for (var t = type; t is not null; t = t.BaseType)
        {
            var found = t.GetMembers("ConfigureServices").OfType<IMethodSymbol>().Any(m =>
                m is { IsStatic: false, IsGenericMethod: false, ReturnsVoid: true, DeclaredAccessibility: Accessibility.Public }
                && m.Parameters.Length == 1
                && Names.Is(m.Parameters[0].Type, Names.ServiceCollection));
            if (found)
                return true;
        }
        return false;
    }
}
