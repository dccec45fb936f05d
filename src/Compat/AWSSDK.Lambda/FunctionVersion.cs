using System.Text.Json.Serialization;
using Amazon.Runtime;
using Watchdog.Compat.Wire;

namespace Amazon.Lambda;

/// <summary>Makes ListFunctions list all published versions too.</summary>
[JsonConverter(typeof(FunctionVersionConverter))]
public class FunctionVersion : ConstantClass
{
    public static readonly FunctionVersion ALL = new("ALL");

    public FunctionVersion(string value)
        : base(value)
    {
    }

    public static FunctionVersion FindValue(string value) => FindValue<FunctionVersion>(value);

    public static implicit operator FunctionVersion(string value) => FindValue(value);
}

internal sealed class FunctionVersionConverter() : ConstantClassConverter<FunctionVersion>(FunctionVersion.FindValue);
