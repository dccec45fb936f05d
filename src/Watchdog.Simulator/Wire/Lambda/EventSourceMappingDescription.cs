using System.Text.Json.Nodes;
using Watchdog.Simulator.Account;

namespace Watchdog.Simulator.Wire.Lambda;

/// <summary>An event source mapping as Lambda's answers show it.</summary>
internal static class EventSourceMappingDescription
{
    public static string Arn(SimulatedAccount account, SimulatedMapping mapping) =>
        $"arn:aws:lambda:{account.Region}:{account.AccountId}:event-source-mapping:{mapping.Uuid}";

    public static string FunctionArn(SimulatedAccount account, SimulatedMapping mapping) =>
        $"arn:aws:lambda:{account.Region}:{account.AccountId}:function:{mapping.FunctionName}{(mapping.Qualifier is { } q ? $":{q}" : "")}";

    public static bool IsQueue(SimulatedMapping mapping) => mapping.SourceArn.Split(':') is [_, _, "sqs", ..];

    public static JsonObject Of(SimulatedAccount account, SimulatedMapping mapping)
    {
        var description = new JsonObject
        {
            ["UUID"] = mapping.Uuid,
            ["EventSourceMappingArn"] = Arn(account, mapping),
            ["BatchSize"] = mapping.BatchSize,
            ["MaximumBatchingWindowInSeconds"] = (int)mapping.BatchingWindow.TotalSeconds,
            ["EventSourceArn"] = mapping.SourceArn,
            ["FunctionArn"] = FunctionArn(account, mapping),
            ["LastModified"] = mapping.LastModified,
            ["State"] = mapping.State,
            ["StateTransitionReason"] = mapping.StateTransitionReason,
            ["FunctionResponseTypes"] = mapping.PartialBatch ? new JsonArray("ReportBatchItemFailures") : [],
        };
        if (mapping.MaximumConcurrency is { } maximum)
            description["ScalingConfig"] = new JsonObject { ["MaximumConcurrency"] = maximum };
        if (!IsQueue(mapping))
        {
            description["StartingPosition"] = "TRIM_HORIZON";
            description["ParallelizationFactor"] = mapping.Parallelization;
            description["MaximumRecordAgeInSeconds"] = (int?)mapping.MaximumRecordAge?.TotalSeconds ?? -1;
            description["MaximumRetryAttempts"] = mapping.MaximumRetries ?? -1;
            description["BisectBatchOnFunctionError"] = mapping.Bisect;
            description["TumblingWindowInSeconds"] = 0;
            description["LastProcessingResult"] = "OK";
            description["DestinationConfig"] = new JsonObject { ["OnFailure"] = new JsonObject() };
        }

        return description;
    }
}
