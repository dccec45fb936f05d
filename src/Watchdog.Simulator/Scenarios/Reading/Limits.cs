namespace Watchdog.Simulator.Scenarios.Reading;

/// <summary>What AWS accepts.</summary>
internal static class Limits
{
    public static readonly TimeSpan ShortestTimeout = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan LongestVisibilityTimeout = TimeSpan.FromHours(12);
    public static readonly TimeSpan ShortestRetention = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan LongestRetention = TimeSpan.FromDays(14);
    public static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan LongestBatchingWindow = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan LongestScenario = TimeSpan.FromDays(31);

    public static readonly TimeSpan ShortestStreamRetention = TimeSpan.FromHours(24);
    public static readonly TimeSpan LongestStreamRetention = TimeSpan.FromDays(365);
    public static readonly TimeSpan ShortestRecordAge = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan LongestRecordAge = TimeSpan.FromDays(7);

    public const int MostGroups = 1000;
    public const int MostShards = 1000;
    public const int MostParallelization = 10;
    public const int MostRetries = 10_000;
    public const int MaximumReceiveCount = 1000;
    public const int LeastMemory = 128;
    public const int MostMemory = 10_240;
    public const int LargestBatch = 10_000;
    public const int LargestBatchWithoutWindow = 10;
    public const int LeastMaximumConcurrency = 2;
    public const int MostMaximumConcurrency = 1000;
    public const int MostConcurrency = 1_000_000;
}
