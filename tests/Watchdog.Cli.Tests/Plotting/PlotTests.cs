using System.Buffers.Binary;
using SkiaSharp;
using Watchdog.Cli.Commands;
using Watchdog.Cli.Plotting;
using Watchdog.Cli.Reports;
using Watchdog.Cli.Tests.Support;
using Watchdog.Core.Detection;
using Watchdog.Core.Resources;
using Watchdog.Simulator.Account;
using Watchdog.Simulator.Metrics;
using Watchdog.Simulator.Scenarios;

namespace Watchdog.Cli.Tests.Plotting;

public sealed class PlotTests : IDisposable
{
    private static readonly byte[] PngSignature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private readonly string _folder = Directory.CreateTempSubdirectory("watchdog-plots-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Each_chart_is_a_file_and_one_more_has_them_all()
    {
        await PlayAsync(Account(), Scenario(), "a");

        Assert.Equal(
            ["made-up-age.png", "made-up-concurrency.png", "made-up-invocations.png", "made-up-messages.png", "made-up.png"],
            Directory.EnumerateFiles(Path.Combine(_folder, "a")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal((900, 300), Size("a", "made-up-age.png"));
        Assert.Equal((900, 1200), Size("a", "made-up.png"));
    }

    [Fact]
    public async Task A_scenario_with_streams_has_their_age_as_well()
    {
        var scenario = Scenario() with
        {
            Streams = [new ScenarioStream("clicks", StreamKind.Kinesis, 1, TimeSpan.FromDays(1))],
            Mappings = [new ScenarioMapping("clicks", "f", 100, TimeSpan.Zero, null, true, false)],
        };
        await PlayAsync(Account(), scenario, "a");

        Assert.Equal((900, 300), Size("a", "made-up-iterator-age.png"));
        Assert.Equal((900, 1500), Size("a", "made-up.png"));
    }

    [Fact]
    public async Task The_same_run_gives_the_same_bytes()
    {
        await PlayAsync(Account(), Scenario(), "a");
        await PlayAsync(Account(), Scenario(), "b");

        Assert.Equal(Read("a", "made-up.png"), Read("b", "made-up.png"));
    }

    [Fact]
    public async Task Text_values_and_incidents_are_there_to_be_seen()
    {
        var calm = new FakeAccount();
        await PlayAsync(calm, Scenario(), "calm");
        var values = Account();
        await PlayAsync(values, Scenario(), "values");
        var trouble = Account();
        trouble.Put(A.Incident(Symptom.Backpressure, ResourceId.Queue("q"), firedAt: 6));
        await PlayAsync(trouble, Scenario(), "trouble");

        // Dark letters of the title, the axis and the legend; the blue of a series; the light band of an incident.
        Assert.InRange(Pixels("calm", c => c.Red < 130 && c.Green < 130 && c.Blue < 140), 200, 20_000);
        Assert.InRange(Pixels("values", IsBlue) - Pixels("calm", IsBlue), 200, 20_000);
        Assert.InRange(Pixels("trouble", IsBand), 5_000, 200_000);
        Assert.Equal(0, Pixels("values", IsBand));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_said_before_anything_is_played()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        var account = new FakeAccount();

        var problem = await Assert.ThrowsAsync<UsageException>(() => PlayAsync(account, Scenario(), "file"));
        Assert.StartsWith("--plot: ", problem.Message, StringComparison.Ordinal);
        Assert.Equal(0, account.Minute);
    }

    [Fact]
    public void Labels_that_would_overlap_stand_in_rows()
    {
        var report = new Report(
            "x", 40,
            [
                new("Throttled", "process-work", 4, 20, "warning", null), new("Backpressure", "work", 6, null, "critical", null),
                new("Recovered", "work", 30, 30, "info", null), new("DeadLetters", "work-dlq", 39, null, "warning", null),
            ],
            [new(5, "trip", "process-work", "RecursionWatcher", "because")], [], [], new(0, []), [], 0);

        var marks = ChartMark.Of(report);

        Assert.Equal(
            [(4, 20, "Throttled process-work", 0), (5, 5, "trip process-work", 1), (6, 40, "Backpressure work", 2), (39, 40, "DeadLetters work-dlq", 0)],
            marks.Select(m => ((int)m.From, (int)m.To, m.Label, m.Row)));
        Assert.Equal([false, false, false, true], marks.Select(m => m.EndsAtEdge(40)));
        Assert.Equal([false, true, false, false], marks.Select(m => m.IsMoment));
    }

    [Fact]
    public void Many_queues_are_one_line_and_few_are_one_each()
    {
        var account = new FakeAccount();
        string[] names = ["a", "b", "c", "d"];
        foreach (var (i, name) in names.Index())
            account.Metrics[$"ApproximateAgeOfOldestMessage {name}"] = [new(FakeAccount.Begin, 100 * (i + 1)), new(FakeAccount.Begin.AddMinutes(1), 900)];

        var many = ScenarioCharts.Of(Scenario(names), account).Single(c => c.Name == "age");
        Assert.Equal("Age of the oldest message: 4 queues", many.Title);
        Assert.Equal("Minutes", many.Left);
        Assert.Equal([(0, 400.0 / 60), (1, 15)], Assert.Single(many.Lines).Points);

        var few = ScenarioCharts.Of(Scenario("a", "b"), account).Single(c => c.Name == "age");
        Assert.Equal(["ApproximateAgeOfOldestMessage (maximum), a", "ApproximateAgeOfOldestMessage (maximum), b"], few.Lines.Select(l => l.Label));
    }

    [Fact]
    public void What_is_visible_and_what_is_in_flight_of_a_queue_have_one_colour()
    {
        var account = new FakeAccount();
        foreach (var name in new[] { "b", "a" })
            account.Metrics[$"ApproximateNumberOfMessagesVisible {name}"] = [new(FakeAccount.Begin, 5)];

        var lines = ScenarioCharts.Of(Scenario("b", "a"), account).Single(c => c.Name == "messages").Lines;

        Assert.Equal(4, lines.Count);
        Assert.All(lines.GroupBy(l => l.Label[^1]), queue => Assert.Single(queue.Select(l => l.Colour).Distinct()));
        Assert.Equal([false, false, true, true], lines.Select(l => l.Dashed));
    }

    private static Scenario Scenario(params string[] queues) => A.Scenario(10) with
    {
        Queues = [.. (queues.Length == 0 ? ["q"] : queues).Select(q => new ScenarioQueue(
            q, TimeSpan.FromMinutes(1), TimeSpan.FromDays(4), null, new Dictionary<string, string>(), TimeSpan.Zero, false))],
        Functions = [new ScenarioFunction(
            "f", TimeSpan.FromSeconds(30), 128, FunctionBehaviour.Default, null, new Dictionary<string, string>(), new Dictionary<string, string>(), [], "Terminate")],
    };

    private static FakeAccount Account()
    {
        var account = new FakeAccount();
        foreach (var (metric, scale) in new[] { ("Invocations f", 100), ("Errors f", 1), ("ConcurrentExecutions f", 10), ("ApproximateAgeOfOldestMessage q", 60) })
            account.Metrics[metric] = [.. Enumerable.Range(1, 9).Select(m => new MetricPoint(FakeAccount.Begin.AddMinutes(m), m * scale))];
        return account;
    }

    private async Task PlayAsync(FakeAccount account, Scenario scenario, string folder) =>
        await SimulateCommand.RunAsync(new Run(account).Context, scenario, null, Path.Combine(_folder, folder), null, TestContext.Current.CancellationToken);

    private byte[] Read(string folder, string file) => File.ReadAllBytes(Path.Combine(_folder, folder, file));

    private (int Width, int Height) Size(string folder, string file)
    {
        var bytes = Read(folder, file);
        Assert.Equal(PngSignature, bytes[..8]);
        return (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)));
    }

    private int Pixels(string folder, Func<SKColor, bool> counts)
    {
        using var picture = SKBitmap.Decode(Path.Combine(_folder, folder, "made-up-age.png"));
        return picture.Pixels.Count(counts);
    }

    private static bool IsBlue(SKColor c) => c.Blue > 150 && c.Red < 90;

    private static bool IsBand(SKColor c) => c is { Red: > 245, Green: > 230 and < 250, Blue: > 220 and < 245 } && c.Blue < c.Green;
}
