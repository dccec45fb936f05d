namespace Watchdog.Simulator.Account.Physics;

/// <summary>What invokes a function and asks for its share of the concurrency, second by second.</summary>
internal interface ICaller
{
    FunctionRun Function { get; }

    /// <summary>The version or alias that is called; null: none.</summary>
    string? Qualifier { get; }

    /// <summary>Slots that are asked for this second.</summary>
    int Wanted { get; }

    /// <summary>Ends the invocations whose time has come.</summary>
    void BeginSecond();

    /// <summary>How many slots the caller could use this second.</summary>
    /// <param name="growthPerMinute">By how many concurrent invocations a minute a queue mapping grows.</param>
    int Ask(double growthPerMinute);

    /// <param name="slots">How many of the slots asked for were granted.</param>
    void Start(int slots);
}
