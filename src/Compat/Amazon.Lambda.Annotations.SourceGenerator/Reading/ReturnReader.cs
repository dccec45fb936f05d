using Amazon.Lambda.Annotations.SourceGenerator.Support;
using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator.Reading;

/// <summary>Reads what a handler returns: nothing, a value, or a task of either.</summary>
internal static class ReturnReader
{
    private const string Task = "System.Threading.Tasks.Task";

    /// <summary>Whether the method returns a task, and the type of its result; null for no result.</summary>
    public static (bool ReturnsTask, string? Result) Read(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_Void)
            return (false, null);
        if (Names.Is(type, Task))
            return (true, null);
        return IsTaskOf(type, out var result)
            ? (true, Names.WithNullabilityOf(result!))
            : (false, Names.WithNullabilityOf(type));
    }

    /// <summary>Why a method's result cannot be written; null if it can.</summary>
    public static string? Problem(IMethodSymbol method)
    {
        if (method.RefKind != RefKind.None)
            return "returns a reference; it must return void, a value, Task or Task<T>";
        var type = IsTaskOf(method.ReturnType, out var result) ? result! : method.ReturnType;
        var name = Names.ForPeople(type.OriginalDefinition);
        return name.StartsWith("System.Threading.Tasks.ValueTask", StringComparison.Ordinal)
            || (name.StartsWith(Task, StringComparison.Ordinal) && !SymbolEqualityComparer.Default.Equals(type, method.ReturnType))
            || name.StartsWith("System.Collections.Generic.IAsyncEnumerable", StringComparison.Ordinal)
            || name == "System.IO.Stream"
            ? $"returns {Names.ForPeople(method.ReturnType)}; it must return void, a value, Task or Task<T>"
            : null;
    }

    private static bool IsTaskOf(ITypeSymbol type, out ITypeSymbol? result)
    {
        var isTask = type is INamedTypeSymbol { IsGenericType: true, TypeArguments.Length: 1 } named
            && Names.ForPeople(named.ConstructedFrom) == $"{Task}<TResult>";
        result = isTask ? ((INamedTypeSymbol)type).TypeArguments[0] : null;
        return isTask;
    }
}
