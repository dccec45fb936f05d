using System.Text.Json.Serialization;
using Amazon.Runtime;
using Watchdog.Compat.Wire;

namespace Amazon.CloudWatch;

/// <summary>Restricts ListMetrics to metrics with points in the last three hours.</summary>
[JsonConverter(typeof(RecentlyActiveConverter))]
public class RecentlyActive : ConstantClass
{
    public static readonly RecentlyActive PT3H = new("PT3H");

    public RecentlyActive(string value)
        : base(value)
    {
    }

    public static RecentlyActive FindValue(string value) => FindValue<RecentlyActive>(value);

    public static implicit operator RecentlyActive(string value) => FindValue(value);
}

internal sealed class RecentlyActiveConverter() : ConstantClassConverter<RecentlyActive>(RecentlyActive.FindValue);
