using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Amazon.Lambda.Annotations.SourceGenerator.Support;

/// <summary>A place in the source, as values: a <see cref="Location"/> would keep its whole syntax tree, and would never equal another.</summary>
internal sealed record Place(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static Place? Of(ISymbol symbol) => symbol.Locations.FirstOrDefault(l => l.IsInSource) is { } location
        ? new Place(location.SourceTree!.FilePath, location.SourceSpan, location.GetLineSpan().Span)
        : null;

    public Location ToLocation() => Location.Create(Path, Span, Lines);
}
