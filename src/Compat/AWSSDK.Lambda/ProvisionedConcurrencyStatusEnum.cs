using System.Text.Json.Serialization;
using Amazon.Runtime;
using Watchdog.Compat.Wire;

namespace Amazon.Lambda;

/// <summary>How far Lambda is with making executions ready.</summary>
[JsonConverter(typeof(ProvisionedConcurrencyStatusEnumConverter))]
public class ProvisionedConcurrencyStatusEnum : ConstantClass
{
    public static readonly ProvisionedConcurrencyStatusEnum FAILED = new("FAILED");

    public static readonly ProvisionedConcurrencyStatusEnum IN_PROGRESS = new("IN_PROGRESS");

    public static readonly ProvisionedConcurrencyStatusEnum READY = new("READY");

    public ProvisionedConcurrencyStatusEnum(string value)
        : base(value)
    {
    }

    public static ProvisionedConcurrencyStatusEnum FindValue(string value) => FindValue<ProvisionedConcurrencyStatusEnum>(value);

    public static implicit operator ProvisionedConcurrencyStatusEnum(string value) => FindValue(value);
}

internal sealed class ProvisionedConcurrencyStatusEnumConverter()
    : ConstantClassConverter<ProvisionedConcurrencyStatusEnum>(ProvisionedConcurrencyStatusEnum.FindValue);
