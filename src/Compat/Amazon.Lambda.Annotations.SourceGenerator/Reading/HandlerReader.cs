using Amazon.Lambda.Annotations.SourceGenerator.Models;
using Amazon.Lambda.Annotations.SourceGenerator.Support;
using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator.Reading;

/// <summary>Reads a [LambdaFunction] method.</summary>
internal static class HandlerReader
{
    public static HandlerReading Read(GeneratorAttributeSyntaxContext syntax, CancellationToken cancellationToken)
    {
        var method = (IMethodSymbol)syntax.TargetSymbol;
        var compilation = syntax.SemanticModel.Compilation;
        var name = $"{method.ContainingType.Name}.{method.Name}";
        var problems = new List<Problem>();
        if (ClassProblem(method.ContainingType, compilation) is { } badClass)
            problems.Add(Problem.Of(Rules.UnusableClass, method, name, badClass));
        if (MethodProblem(method, compilation) is { } badMethod)
            problems.Add(Problem.Of(Rules.UnusableMethod, method, name, badMethod));
        var parameters = ParameterReader.Read(method, name, problems);
        cancellationToken.ThrowIfCancellationRequested();
        var model = problems.Count == 0 ? Model(method, parameters) : null;
        return new HandlerReading(model, method.Name, Place.Of(method), new EquatableArray<Problem>(problems));
    }

    private static HandlerModel Model(IMethodSymbol method, List<ParameterModel> parameters)
    {
        var type = method.ContainingType;
        var (returnsTask, result) = ReturnReader.Read(method.ReturnType);
        return new HandlerModel(
            Names.Namespace(type),
            Names.Of(type),
            WrapperName(method),
            method.Name,
            new EquatableArray<ParameterModel>(parameters),
            returnsTask,
            result,
            ServicesNeededBy(type, parameters));
    }

    private static string WrapperName(IMethodSymbol method)
    {
        var name = $"{method.Name}_Generated";
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
            name = $"{type.Name}_{name}";
        return name;
    }

    private static string? ServicesNeededBy(INamedTypeSymbol type, List<ParameterModel> parameters)
    {
        if (parameters.Any(p => p.Kind == ParameterKind.Service))
            return "has a parameter with [FromServices]";
        return type.InstanceConstructors.Any(c => c.Parameters.Length == 0 && c.DeclaredAccessibility == Accessibility.Public)
            ? null
            : "is in a class whose constructor takes parameters";
    }

    private static string? ClassProblem(INamedTypeSymbol type, Compilation compilation)
    {
        if (type.TypeKind != TypeKind.Class)
            return "is no class but a struct or an interface";
        if (type.IsStatic)
            return "is static, so that it has no instance";
        if (type.IsAbstract)
            return "is abstract, so that it has no instance";
        for (var t = type; t is not null; t = t.ContainingType)
        {
            if (t.IsGenericType)
                return "is generic, so that its type arguments are unknown";
        }
        return compilation.IsSymbolAccessibleWithin(type, compilation.Assembly)
            ? null
            : "is private or protected; it must be public or internal";
    }

    private static string? MethodProblem(IMethodSymbol method, Compilation compilation)
    {
        if (method.IsStatic)
            return "is static; it must be an instance method";
        if (method.IsAbstract)
            return "is abstract; it must have a body";
        if (method.IsGenericMethod)
            return "is generic, so that the event's type is unknown";
        if (method.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal)
            || !compilation.IsSymbolAccessibleWithin(method, compilation.Assembly, method.ContainingType))
        {
            return "is private or protected; it must be public or internal";
        }
        if (method.IsAsync && method.ReturnsVoid)
            return "is async void, so that nobody can wait for its end; it must return a Task";
        return ReturnReader.Problem(method);
    }
}
