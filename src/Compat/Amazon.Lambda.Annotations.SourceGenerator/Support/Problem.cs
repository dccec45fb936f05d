using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator.Support;

/// <summary>A diagnostic that has yet to be reported.</summary>
internal sealed record Problem(DiagnosticDescriptor Rule, Place? Place, EquatableArray<string> Arguments)
{
    public static Problem Of(DiagnosticDescriptor rule, ISymbol symbol, params string[] arguments) =>
        new(rule, Place.Of(symbol), new EquatableArray<string>(arguments));

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Rule, Place?.ToLocation() ?? Location.None, [.. Arguments]);
}
