using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator;

/// <summary>What the generator refuses. All are errors: what it would generate instead could not run.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor MissingSerializer = Rule(
        "LAMBDA001",
        "No serializer",
        "GenerateMain needs [assembly: LambdaSerializer(typeof(...))] with a class that has a public constructor without parameters");

    public static readonly DiagnosticDescriptor MissingStartup = Rule(
        "LAMBDA002",
        "No startup class",
        "{0} {1}, which only a class with [LambdaStartup] and a method ConfigureServices(IServiceCollection) can provide; there is none");

    public static readonly DiagnosticDescriptor SecondStartup = Rule(
        "LAMBDA003", "More than one startup class", "{0} has [LambdaStartup] too; an assembly has one startup class, and {1} is already it");

    public static readonly DiagnosticDescriptor UnusableStartup = Rule(
        "LAMBDA004", "Unusable startup class", "The startup class {0} {1}");

    public static readonly DiagnosticDescriptor DuplicateName = Rule(
        "LAMBDA005",
        "Two handlers of the same name",
        "{0} is a handler's name already; ANNOTATIONS_HANDLER selects a handler by its method's name, so that each needs its own");

    public static readonly DiagnosticDescriptor UnusableClass = Rule(
        "LAMBDA006", "Handler in an unusable class", "The handler {0} is in a class that {1}");

    public static readonly DiagnosticDescriptor UnusableMethod = Rule(
        "LAMBDA007", "Unusable handler", "The handler {0} {1}");

    public static readonly DiagnosticDescriptor UnusableParameter = Rule(
        "LAMBDA008", "Unusable parameter of a handler", "The parameter {1} of the handler {0} {2}");

    public static readonly DiagnosticDescriptor NoExecutable = Rule(
        "LAMBDA009", "Not an executable", "GenerateMain needs <OutputType>Exe</OutputType> in the project file");

    public static readonly DiagnosticDescriptor MissingPackage = Rule(
        "LAMBDA010", "Missing package", "The generated code needs a reference to the package {0}");

    private static DiagnosticDescriptor Rule(string id, string title, string message) =>
        new(id, title, message, "Amazon.Lambda.Annotations", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
