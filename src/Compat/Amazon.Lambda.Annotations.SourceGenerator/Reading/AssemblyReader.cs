using Amazon.Lambda.Annotations.SourceGenerator.Models;
using Amazon.Lambda.Annotations.SourceGenerator.Support;
using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator.Reading;

/// <summary>Reads the assembly's attributes and references. It runs after every edit, so that it looks at nothing else.</summary>
internal static class AssemblyReader
{
    public static AssemblyModel Read(Compilation compilation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var attributes = compilation.Assembly.GetAttributes();
        var properties = attributes.FirstOrDefault(a => Names.Is(a.AttributeClass, Names.LambdaGlobalProperties));
        var serializer = attributes.FirstOrDefault(a => Names.Is(a.AttributeClass, Names.LambdaSerializer));
        return new AssemblyModel(
            properties?.NamedArguments.Any(a => a.Key == "GenerateMain" && a.Value.Value is true) ?? false,
            SerializerType(serializer),
            compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication,
            compilation.GetTypeByMetadataName(Names.ServiceProviderBuilder) is not null,
            compilation.GetTypeByMetadataName(Names.Bootstrap) is not null);
    }

    private static string? SerializerType(AttributeData? attribute) =>
        attribute?.ConstructorArguments.FirstOrDefault().Value is INamedTypeSymbol { IsAbstract: false, IsUnboundGenericType: false } type
        && type.InstanceConstructors.Any(c => c.Parameters.Length == 0 && c.DeclaredAccessibility == Accessibility.Public)
            ? Names.Of(type)
            : null;
}
