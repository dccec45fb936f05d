using System.Collections.Immutable;

namespace Watchdog.Core.Breaker;

/// <summary>
/// What the breaker answers, to be read as indented JSON in a terminal. Plain values only; whoever writes it as JSON uses camelCase and
/// leaves out what is null.
/// </summary>
/// <param name="Ok">
/// Whether all that was asked for was accepted. False: <see cref="Error"/> says why not, and nothing was changed beyond what
/// <see cref="Changed"/> tells.
/// </param>
/// <param name="Action">The action that was asked for; empty when it could not be read.</param>
/// <param name="Message">What happened, in a sentence or two; null with an error.</param>
/// <param name="Circuits">The circuits that the request is about.</param>
/// <param name="Changed">What was asked of AWS just now.</param>
/// <param name="Outstanding">What is not seen to be done yet; the breaker goes on with it each minute.</param>
/// <param name="Warnings">What somebody should look at.</param>
/// <param name="Next">What to do next, with the commands.</param>
public sealed record OperatorAnswer(
    bool Ok,
    string Action,
    string? Message,
    string? Error,
    ImmutableArray<CircuitView> Circuits,
    ImmutableArray<string> Changed,
    ImmutableArray<string> Outstanding,
    ImmutableArray<string> Warnings,
    ImmutableArray<HistoryEntry> History,
    ImmutableArray<string> Next)
{
    public static OperatorAnswer Success(string action, string message) => new(true, action, message, null, [], [], [], [], [], []);

    public static OperatorAnswer Failure(string action, string error) => new(false, action, null, error, [], [], [], [], [], []);
}

/// <summary>A circuit as people see it.</summary>
/// <param name="State">closed, contained, open or half-open.</param>
/// <param name="Since">Null for a function that the breaker has never touched.</param>
/// <param name="Applied">Whether the account was seen to be as the state says.</param>
public sealed record CircuitView(
    string Function, string State, DateTimeOffset? Since, string? By, string? Reason, bool Applied, ImmutableArray<MappingView> Mappings)
{
    /// <summary>Reserved concurrency that the breaker holds.</summary>
    public ImmutableArray<ConcurrencyView> Concurrency { get; init; } = [];

    /// <summary>Rules that the breaker holds.</summary>
    public ImmutableArray<RuleView> Rules { get; init; } = [];

    /// <summary>What the experiment of a contained or half-open circuit does, since when, and when it is decided; null of the others.</summary>
    public string? Trial { get; init; }

    /// <summary>What becomes of events while the circuit is not closed, one sentence each.</summary>
    public ImmutableArray<string> Meanwhile { get; init; } = [];
}

/// <summary>A mapping that the breaker holds.</summary>
/// <param name="Before">What reset restores.</param>
/// <param name="Now">Null: it exists no more.</param>
public sealed record MappingView(string Uuid, string Source, MappingSettings Before, MappingSettings? Now);

/// <param name="State">Lambda's word for the state.</param>
/// <param name="MaximumConcurrency">Null: no cap.</param>
/// <param name="BatchSize">Records; null of a queue, whose batches the breaker leaves alone.</param>
/// <param name="ParallelizationFactor">Null of a queue.</param>
public sealed record MappingSettings(string State, int? MaximumConcurrency, int? BatchSize = null, int? ParallelizationFactor = null);

/// <summary>A function's reserved concurrency that the breaker holds.</summary>
/// <param name="Before">What reset restores.</param>
/// <param name="Now">Null: the function exists no more.</param>
public sealed record ConcurrencyView(string Function, ConcurrencySettings Before, ConcurrencySettings? Now);

/// <param name="Reserved">Executions; null: none are reserved.</param>
public sealed record ConcurrencySettings(int? Reserved);

/// <summary>A rule that the breaker holds.</summary>
/// <param name="Before">What reset restores.</param>
/// <param name="Now">Null: it exists no more.</param>
public sealed record RuleView(string Arn, RuleSettings Before, RuleSettings? Now);

public sealed record RuleSettings(bool Enabled);

/// <summary>A transition as people see it.</summary>
public sealed record HistoryEntry(
    DateTimeOffset At, string Function, string Action, string From, string To, string By, string Reason, ImmutableArray<string> Evidence)
{
    public static HistoryEntry Of(CircuitTransition t) =>
        new(t.At, t.Function, t.Action, t.From.Word(), t.To.Word(), t.By, t.Reason, t.Evidence);
}
