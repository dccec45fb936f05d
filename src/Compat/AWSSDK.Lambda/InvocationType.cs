using System.Text.Json.Serialization;
using Amazon.Runtime;
using Watchdog.Compat.Wire;

namespace Amazon.Lambda;

/// <summary>Whether Invoke waits for the result, hands the event to Lambda's queue, or only checks whether it could.</summary>
[JsonConverter(typeof(InvocationTypeConverter))]
public class InvocationType : ConstantClass
{
    public static readonly InvocationType DryRun = new("DryRun");

    public static readonly InvocationType Event = new("Event");

    public static readonly InvocationType RequestResponse = new("RequestResponse");

    public InvocationType(string value)
        : base(value)
    {
    }

    public static InvocationType FindValue(string value) => FindValue<InvocationType>(value);

    public static implicit operator InvocationType(string value) => FindValue(value);
}

internal sealed class InvocationTypeConverter() : ConstantClassConverter<InvocationType>(InvocationType.FindValue);
