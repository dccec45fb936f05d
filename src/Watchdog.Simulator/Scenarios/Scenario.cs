using Watchdog.Simulator.Account;
using Watchdog.Simulator.Scenarios.Reading;

namespace Watchdog.Simulator.Scenarios;

/// <summary>One scenario file, checked: every name resolves and every unit fits. All times count from the start of the simulation.</summary>
public sealed record Scenario
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>Everything that is drawn is drawn from it.</summary>
    public required long Seed { get; init; }

    /// <summary>Whole minutes.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Simulated time at the start, in UTC, a whole minute.</summary>
    public required DateTimeOffset Start { get; init; }

    public required AccountSettings Account { get; init; }

    public required WatchdogParameters Watchdog { get; init; }

    public required CloudWatchDelay CloudWatch { get; init; }

    public required IReadOnlyList<ScenarioQueue> Queues { get; init; }

    /// <summary>Kinesis streams, and tables with a stream.</summary>
    public IReadOnlyList<ScenarioStream> Streams { get; init; } = [];

    public IReadOnlyList<ScenarioPushSource> PushSources { get; init; } = [];

    public IReadOnlyList<ScenarioTrigger> Triggers { get; init; } = [];

    public required IReadOnlyList<ScenarioFunction> Functions { get; init; }

    public required IReadOnlyList<ScenarioMapping> Mappings { get; init; }

    public required IReadOnlyList<ScenarioTraffic> Traffic { get; init; }

    /// <summary>In the order of their times.</summary>
    public required IReadOnlyList<ScenarioChange> Changes { get; init; }

    /// <summary>In the order of their times.</summary>
    public required IReadOnlyList<OperatorAct> Operator { get; init; }

    /// <summary>In the order of the file: of two that strike the same call, the first counts.</summary>
    public IReadOnlyList<ScenarioFault> Faults { get; init; } = [];

    public required IReadOnlyList<Expectation> Expectations { get; init; }

    /// <param name="yaml">The file's text.</param>
    /// <param name="fileName">For error messages.</param>
    /// <exception cref="ScenarioException">The text is not a valid scenario; the message names file, line and key.</exception>
    public static Scenario Parse(string yaml, string fileName) => Parse(yaml, fileName, null);

    /// <param name="yaml">The file's text.</param>
    /// <param name="fileName">For error messages.</param>
    /// <param name="readBeside">
    /// Gives the text of another file, a trace, by the path that the scenario has for it, which counts from the scenario's own folder. It may
    /// throw what <see cref="File.ReadAllText(string)"/> throws. Null: the scenario is no file and can name none.
    /// </param>
    /// <exception cref="ScenarioException">The text is not a valid scenario; the message names file, line and key.</exception>
    public static Scenario Parse(string yaml, string fileName, Func<string, string>? readBeside) => ScenarioParser.Parse(yaml, fileName, readBeside);

    /// <summary>The same scenario with other draws.</summary>
    public Scenario WithSeed(long seed) => this with { Seed = seed };

    /// <summary>
    /// The account at its start. Its <see cref="SimulatedAccount.Advance"/> applies the traffic and the changes; operator acts and
    /// faults are for whoever plays the scenario.
    /// </summary>
    public SimulatedAccount Build() => ScenarioAccount.Create(this);
}

/// <summary>A scenario that cannot be played. The message begins with <c>file:line: key:</c>.</summary>
public sealed class ScenarioException(string message) : Exception(message);
