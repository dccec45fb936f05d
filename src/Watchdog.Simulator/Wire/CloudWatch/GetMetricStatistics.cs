using System.Text.Json.Nodes;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.CloudWatch;

/// <summary>One series, several statistics of it, at most 1,440 data points, in no order that a caller may rely on.</summary>
internal sealed class GetMetricStatistics(SimulatedAccount account)
{
    private const int MaximumDataPoints = 1440;

    public Output Run(Input input, WireRequest request)
    {
        var unit = input.String("Unit");
        var metric = MetricInput.Metric(input, unit ?? "None");
        var period = MetricInput.Period(input.RequiredInteger("Period"));
        var (start, end) = MetricInput.Window(input, account.Now);
        var simple = input.Strings("Statistics");
        var extended = input.Strings("ExtendedStatistics");
        if (simple.Count + extended.Count == 0)
            throw Errors.Combination("At least one of the parameters Statistics and ExtendedStatistics must be specified.");
        if (simple.Count > 0 && extended.Count > 0)
            throw Errors.Combination("The parameters Statistics and ExtendedStatistics exclude each other.");
        if (simple.FirstOrDefault(s => s.StartsWith('p')) is { } percentile)
            throw Errors.Value("Statistics", $"'{percentile}' belongs into ExtendedStatistics");
        if ((end - start) / period > MaximumDataPoints)
            throw Errors.Combination($"You have requested up to {(end - start) / period:0} datapoints, which exceeds the limit of {MaximumDataPoints}.");

        var recorded = account.Metrics.List().FirstOrDefault(m => m.Key == metric.Key);
        var points = new SortedDictionary<DateTimeOffset, JsonObject>();
        if (recorded is not null && (unit is null || unit == recorded.Unit))
        {
            foreach (var statistic in simple.Concat(extended).Select(s => MetricInput.Statistic(s, extended.Count > 0 ? "ExtendedStatistics" : "Statistics")))
            {
                foreach (var point in account.Metrics.Read(metric, statistic, period, start, end, account.Now))
                {
                    if (!points.TryGetValue(point.Start, out var datapoint))
                        points[point.Start] = datapoint = new JsonObject { ["Timestamp"] = point.Start, ["Unit"] = recorded.Unit };
                    if (extended.Count == 0)
                        datapoint[statistic] = point.Value;
                    else
                        ((JsonObject)(datapoint["ExtendedStatistics"] ??= new JsonObject()))[statistic] = point.Value;
                }
            }
        }

        return new JsonObject { ["Label"] = metric.Name, ["Datapoints"] = new JsonArray([.. points.Values.Select(p => Shape(p, request))]) };
    }

    // ExtendedStatistics is a map, which query/XML writes as entries.
    private static JsonObject Shape(JsonObject datapoint, WireRequest request)
    {
        if (datapoint["ExtendedStatistics"] is JsonObject map && Query.IsSpokenBy(request))
            datapoint["ExtendedStatistics"] = QueryXml.Map(map.Select(e => KeyValuePair.Create(e.Key, e.Value!.ToJsonString())));
        return datapoint;
    }
}
