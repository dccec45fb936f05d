using Watchdog.Simulator.Account;
using Watchdog.Simulator.Runtime;
using Watchdog.Simulator.Wire.Authorization;
using Watchdog.Simulator.Wire.DynamoDb;

namespace Watchdog.Simulator.Deployment;

/// <summary>Puts a stack into the simulated account.</summary>
public static class StackDeployer
{
    /// <param name="createTopic">Makes a topic known to SNS.</param>
    /// <exception cref="DeploymentException">A function's name is taken by one of the scenario's.</exception>
    public static void Deploy(
        Stack stack, SimulatedAccount account, DynamoDbService dynamoDb, Action<StackTopic> createTopic, ProcessFunctionHost host, RuntimeSettings settings)
    {
        lock (account.Gate)
        {
            foreach (var function in stack.Functions)
            {
                if (!account.Functions.TryAdd(function.Name, Simulated(function, account.Now)))
                    throw new DeploymentException($"The account has a function {function.Name} already; choose another stack name.");
            }
        }

        foreach (var table in stack.Tables)
            dynamoDb.CreateTable(table.Name, table.Schema, table.TimeToLiveAttribute);
        foreach (var topic in stack.Topics)
            createTopic(topic);
        host.Deploy(stack.Functions.Select(Hosted), settings);
    }

    /// <summary>The function as its process needs it.</summary>
    public static HostedFunction Hosted(StackFunction function) => new(
        function.Name, function.Arn, function.Handler, function.Timeout, function.MemoryMegabytes, function.Environment, function.MaximumRetryAttempts);

    /// <summary>The functions as callers of AWS, by access key id.</summary>
    public static IReadOnlyDictionary<string, Principal> Principals(Stack stack) =>
        stack.Functions.ToDictionary(f => Hosted(f).AccessKeyId, PrincipalOf, StringComparer.Ordinal);

    /// <summary>A function as what it may do is decided for.</summary>
    public static Principal PrincipalOf(StackFunction function)
    {
        var (account, role) = (function.RoleArn.Split(':')[4], function.RoleArn[(function.RoleArn.LastIndexOf('/') + 1)..]);
        return new Principal(function.LogicalId, $"arn:aws:sts::{account}:assumed-role/{role}/{function.Name}", function.RoleArn, function.Policies);
    }

    private static SimulatedFunction Simulated(StackFunction function, DateTimeOffset now)
    {
        var simulated = new SimulatedFunction
        {
            Name = function.Name,
            Arn = function.Arn,
            RoleArn = function.RoleArn,
            Runtime = function.Runtime,
            Handler = function.Handler,
            Timeout = function.Timeout,
            MemoryMegabytes = function.MemoryMegabytes,
            ReservedConcurrency = function.ReservedConcurrency,
            LastModified = now,
            Hosted = true,
        };
        foreach (var (name, value) in function.Environment)
            simulated.Environment[name] = value;
        foreach (var (name, value) in function.Tags)
            simulated.Tags[name] = value;
        return simulated;
    }
}
