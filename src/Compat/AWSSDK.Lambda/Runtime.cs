using System.Text.Json.Serialization;
using Amazon.Runtime;
using Watchdog.Compat.Wire;

namespace Amazon.Lambda;

/// <summary>What runs a function's code; a runtime that is not listed here is kept by its name.</summary>
[JsonConverter(typeof(RuntimeConverter))]
public class Runtime : ConstantClass
{
    public static readonly Runtime Dotnet8 = new("dotnet8");

    public static readonly Runtime Dotnet10 = new("dotnet10");

    public static readonly Runtime ProvidedAl2 = new("provided.al2");

    public static readonly Runtime ProvidedAl2023 = new("provided.al2023");

    public static readonly Runtime Python312 = new("python3.12");

    public static readonly Runtime Python313 = new("python3.13");

    public Runtime(string value)
        : base(value)
    {
    }

    public static Runtime FindValue(string value) => FindValue<Runtime>(value);

    public static implicit operator Runtime(string value) => FindValue(value);
}

internal sealed class RuntimeConverter() : ConstantClassConverter<Runtime>(Runtime.FindValue);
