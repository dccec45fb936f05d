namespace Watchdog.Simulator.Account.Physics;

/// <summary>An event source mapping at work, second by second.</summary>
internal interface IMappingRun
{
    SimulatedMapping Mapping { get; }

    FunctionRun Function { get; }

    /// <summary>Slots that are asked for this second.</summary>
    int Wanted { get; }

    /// <summary>Ends the invocations whose time has come.</summary>
    void BeginSecond();

    /// <summary>How many slots the mapping could use this second.</summary>
    /// <param name="growthPerMinute">By how many concurrent invocations a minute a queue mapping grows.</param>
    int Ask(double growthPerMinute);

    /// <param name="slots">How many of the slots asked for were granted.</param>
    void Start(int slots);
}
