using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Amazon.Lambda.Annotations.SourceGenerator.Support;

/// <summary>How types and members are spelled in generated code: in full, so that no using of the consumer can change their meaning.</summary>
internal static class Names
{
    public const string LambdaFunction = "Amazon.Lambda.Annotations.LambdaFunctionAttribute";
    public const string LambdaStartup = "Amazon.Lambda.Annotations.LambdaStartupAttribute";
    public const string LambdaGlobalProperties = "Amazon.Lambda.Annotations.LambdaGlobalPropertiesAttribute";
    public const string FromServices = "Amazon.Lambda.Annotations.FromServicesAttribute";
    public const string LambdaSerializer = "Amazon.Lambda.Core.LambdaSerializerAttribute";
    public const string LambdaContext = "Amazon.Lambda.Core.ILambdaContext";
    public const string Bootstrap = "Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder";
    public const string ServiceCollection = "Microsoft.Extensions.DependencyInjection.IServiceCollection";
    public const string ServiceProviderBuilder = "Microsoft.Extensions.DependencyInjection.ServiceCollectionContainerBuilderExtensions";

    private static readonly SymbolDisplayFormat WithNullability = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat Plain = SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(
        SymbolDisplayGlobalNamespaceStyle.Omitted);

    /// <summary><c>global::Some.Type</c>.</summary>
    public static string Of(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary><c>global::Some.Type?</c> where the source says so.</summary>
    public static string WithNullabilityOf(ITypeSymbol type) => type.ToDisplayString(WithNullability);

    /// <summary>The name without <c>global::</c>, for a person.</summary>
    public static string ForPeople(ITypeSymbol type) => type.ToDisplayString(Plain);

    public static bool Is(ITypeSymbol? type, string fullName) => type is INamedTypeSymbol && ForPeople(type) == fullName;

    public static string Namespace(ISymbol symbol) =>
        symbol.ContainingNamespace.IsGlobalNamespace ? "" : symbol.ContainingNamespace.ToDisplayString();

    /// <summary>The identifier, with @ before it if it is a keyword.</summary>
    public static string Identifier(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
