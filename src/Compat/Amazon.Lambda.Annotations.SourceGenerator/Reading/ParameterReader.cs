using Amazon.Lambda.Annotations.SourceGenerator.Models;
using Amazon.Lambda.Annotations.SourceGenerator.Support;
using Microsoft.CodeAnalysis;

namespace Amazon.Lambda.Annotations.SourceGenerator.Reading;

/// <summary>Reads a handler's parameters: at most one event, at most one context, and any number from the services.</summary>
internal static class ParameterReader
{
    public static List<ParameterModel> Read(IMethodSymbol method, string name, List<Problem> problems)
    {
        var parameters = new List<ParameterModel>();
        foreach (var parameter in method.Parameters)
        {
            var kind = KindOf(parameter);
            if (ProblemWith(parameter, kind, parameters) is { } problem)
                problems.Add(Problem.Of(Rules.UnusableParameter, parameter, name, parameter.Name, problem));
            parameters.Add(new ParameterModel(kind, Names.WithNullabilityOf(parameter.Type)));
        }
        return parameters;
    }

    private static ParameterKind KindOf(IParameterSymbol parameter)
    {
        if (parameter.GetAttributes().Any(a => Names.Is(a.AttributeClass, Names.FromServices)))
            return ParameterKind.Service;
        return Names.Is(parameter.Type, Names.LambdaContext) ? ParameterKind.Context : ParameterKind.Event;
    }

    private static string? ProblemWith(IParameterSymbol parameter, ParameterKind kind, List<ParameterModel> before)
    {
        if (parameter.RefKind != RefKind.None)
            return "is passed by reference; it must be passed by value";
        if (kind != ParameterKind.Service && before.Any(p => p.Kind == kind))
        {
            return kind == ParameterKind.Context
                ? "is a second ILambdaContext; there is one for an invocation"
                : "would be a second event; a handler has at most one, and a parameter from the services needs [FromServices]";
        }
        return kind == ParameterKind.Event && Names.Is(parameter.Type, "System.IO.Stream")
            ? "is a Stream; it must be a type that the serializer can read"
            : null;
    }
}
