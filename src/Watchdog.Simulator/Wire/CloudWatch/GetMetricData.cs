using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Metrics;
using Watchdog.Simulator.Wire.Protocols;

namespace Watchdog.Simulator.Wire.CloudWatch;

/// <summary>
/// Many series at once. An answer holds so many data points at most; the rest follows with NextToken, and a series that was cut says
/// PartialData. What a series has beyond its last page is never repeated.
/// </summary>
internal sealed partial class GetMetricData(SimulatedAccount account, CloudWatchOptions options)
{
    private const int MaximumQueries = 500;
    private const int MaximumDataPoints = 100_800;

    public Output Run(Input input, WireRequest request)
    {
        var queries = Queries(input);
        var (start, end) = MetricInput.Window(input, account.Now);
        var ascending = (input.String("ScanBy") ?? "TimestampDescending") switch
        {
            "TimestampAscending" => true,
            "TimestampDescending" => false,
            var other => throw Errors.Value("ScanBy", $"it is '{other}', and must be TimestampAscending or TimestampDescending"),
        };
        var maximum = input.Integer("MaxDatapoints") ?? MaximumDataPoints;
        if (maximum is < 1 or > MaximumDataPoints)
            throw Errors.Value("MaxDatapoints", $"it is {maximum}, and must be 1 to {MaximumDataPoints}");
        var scope = $"{start:O} {end:O} {ascending} {string.Join('\n', queries.Select(q => $"{q.Id} {q.Metric.Key} {q.Statistic} {q.Period}"))}";
        var token = input.String("NextToken");
        var position = Position.Read(token, scope, account.Now);

        var results = new JsonArray();
        var room = Math.Min(maximum, options.DataPointsPerPage);
        while (position.Query < queries.Count)
        {
            var query = queries[position.Query];
            if (!query.ReturnData)
            {
                position = position.NextQuery;
                continue;
            }

            if (room == 0)
                break;
            var points = Points(query, start, end, ascending, position.Now);
            var page = points.Skip(position.Point).Take(room).ToList();
            room -= page.Count;
            var complete = position.Point + page.Count >= points.Count;
            var kept = page.Where(p => request.PointLoss?.Takes(query.Metric, query.Statistic, p.Start, position.Now) is not true).ToList();
            results.Add(Result(query, kept, complete && kept.Count == page.Count));
            position = complete ? position.NextQuery : position with { Point = position.Point + page.Count };
        }

        var body = new JsonObject { ["MetricDataResults"] = results, ["Messages"] = new JsonArray() };
        if (position.Query < queries.Count && queries.Skip(position.Query).Any(q => q.ReturnData))
            body["NextToken"] = position.Write(scope);
        // Pages are this small only here, so the metrics are billed once, with the first.
        return new Output(body, string.IsNullOrEmpty(token) ? queries.Count : 0);
    }

    private static List<MetricDataQuery> Queries(Input input)
    {
        var queries = input.Structures("MetricDataQueries");
        if (queries.Count == 0)
            throw Errors.Missing("MetricDataQueries");
        if (queries.Count > MaximumQueries)
            throw Errors.Validation($"The collection MetricDataQueries must not have a size greater than {MaximumQueries}.");
        var read = queries.Select(Read).ToList();
        if (read.GroupBy(q => q.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw Errors.Validation($"The values for parameter id in MetricDataQueries are not unique: '{twice.Key}'.");
        return read;
    }

    private static MetricDataQuery Read(Input query)
    {
        var id = query.Required("Id");
        if (!IdPattern().IsMatch(id))
            throw Errors.Validation($"The value '{id}' for parameter Id in MetricDataQueries must begin with a lower-case letter and go on with letters, digits and _.");
        if (query.Has("Expression"))
            throw Errors.Validation($"MetricDataQueries '{id}' has an Expression. The simulated account serves MetricStat only, no metric math, SEARCH or Metrics Insights.");
        if (!query.Has("MetricStat"))
            throw Errors.Validation($"MetricDataQueries '{id}' needs either MetricStat or Expression.");
        var stat = query.RequiredStructure("MetricStat");
        var unit = stat.String("Unit");
        return new MetricDataQuery(
            id,
            MetricInput.Metric(stat.RequiredStructure("Metric"), unit ?? "None"),
            MetricInput.Statistic(stat.Required("Stat"), "Stat"),
            MetricInput.Period(stat.RequiredInteger("Period")),
            unit,
            query.String("Label"),
            query.Boolean("ReturnData") ?? true);
    }

    private IReadOnlyList<MetricPoint> Points(MetricDataQuery query, DateTimeOffset start, DateTimeOffset end, bool ascending, DateTimeOffset now)
    {
        if (!MetricInput.HasUnit(account.Metrics, query.Metric, query.Unit))
            return [];
        var points = account.Metrics.Read(query.Metric, query.Statistic, query.Period, start, end, now).OrderBy(p => p.Start);
        return ascending ? [.. points] : [.. points.Reverse()];
    }

    private static JsonObject Result(MetricDataQuery query, List<MetricPoint> points, bool complete) => new()
    {
        ["Id"] = query.Id,
        ["Label"] = query.Label ?? query.Metric.Name,
        ["Timestamps"] = new JsonArray([.. points.Select(p => JsonValue.Create(p.Start))]),
        ["Values"] = new JsonArray([.. points.Select(p => JsonValue.Create(p.Value))]),
        ["StatusCode"] = complete ? "Complete" : "PartialData",
    };

    [GeneratedRegex("^[a-z][a-zA-Z0-9_]{0,254}$")]
    private static partial Regex IdPattern();

    private sealed record MetricDataQuery(string Id, MetricId Metric, string Statistic, TimeSpan Period, string? Unit, string? Label, bool ReturnData);

    /// <summary>Where a page begins. The time of the first page goes along, so that points which become readable meanwhile shift nothing.</summary>
    private readonly record struct Position(int Query, int Point, DateTimeOffset Now)
    {
        public Position NextQuery => new(Query + 1, 0, Now);

        public static Position Read(string? token, string scope, DateTimeOffset now)
        {
            if (string.IsNullOrEmpty(token))
                return new Position(0, 0, now);
            return PageToken.Open(token, scope) is [var query, var point, var ticks]
                && int.TryParse(query, NumberStyles.None, null, out var q)
                && int.TryParse(point, NumberStyles.None, null, out var p)
                && long.TryParse(ticks, NumberStyles.None, null, out var t)
                && t <= now.UtcTicks
                ? new Position(q, p, new DateTimeOffset(t, TimeSpan.Zero))
                : throw Errors.NextToken();
        }

        public string Write(string scope) => PageToken.Seal(scope, $"{Query}", $"{Point}", $"{Now.UtcTicks}");
    }
}
