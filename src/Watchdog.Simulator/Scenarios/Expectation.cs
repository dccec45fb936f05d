namespace Watchdog.Simulator.Scenarios;

/// <summary>What a scenario expects Watchdog to say or do. Times count from the start of the simulation.</summary>
public abstract record Expectation
{
    private Expectation()
    {
    }

    /// <summary>An incident of the symptom fires for the resource, not before <paramref name="From"/>.</summary>
    /// <param name="To">When the trouble ends; null: it lasts to the end.</param>
    /// <param name="Within">At the latest this long after <paramref name="From"/>; null: at any time.</param>
    /// <param name="Cause">The cause that it must name; null: any.</param>
    public sealed record Incident(string Symptom, string Resource, TimeSpan From, TimeSpan? To, TimeSpan? Within, string? Cause) : Expectation;

    /// <summary>The breaker acts on the function.</summary>
    /// <param name="Name">contain, trip, probe, release or reset.</param>
    public sealed record Action(string Name, string Function, TimeSpan From, TimeSpan? Within) : Expectation;

    /// <summary>No incident of this symptom fires and no such action happens.</summary>
    public sealed record Never(string What) : Expectation;

    /// <summary>Any incident that no other expectation names is a false alarm.</summary>
    public sealed record OnlyExpected : Expectation;
}
