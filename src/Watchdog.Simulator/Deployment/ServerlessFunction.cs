namespace Watchdog.Simulator.Deployment;

/// <summary>An AWS::Serverless::Function, with Globals already under its properties.</summary>
internal sealed class ServerlessFunction(string logicalId, string stackName, PropertyReader properties, StackNames names)
{
    private static readonly string[] Understood =
    [
        "FunctionName", "Runtime", "Handler", "Timeout", "MemorySize", "ReservedConcurrentExecutions", "EventInvokeConfig", "Environment", "Tags", "Events",
        "Policies",
    ];

    /// <summary>
    /// Accepted and left out: where the code comes from (the simulation is told the program), and what has no counterpart here.
    /// </summary>
    private static readonly string[] Ignored =
    [
        "Architectures", "CodeUri", "DeadLetterQueue", "Description", "EphemeralStorage", "LoggingConfig", "Layers", "PackageType",
        "PropagateTags", "RecursiveLoop", "RolePath", "RuntimeManagementConfig", "Tracing",
    ];

    private string Name => names.Name(logicalId, properties.Text("FunctionName"));

    /// <exception cref="DeploymentException">A property is missing, unknown or out of range.</exception>
    public StackFunction Read()
    {
        if (properties.Names.FirstOrDefault(n => !Understood.Contains(n) && !Ignored.Contains(n)) is { } unknown)
            throw properties.Error($".{unknown}", $"is not supported; read are {string.Join(", ", Understood)}; ignored are {string.Join(", ", Ignored)}.");
        var tags = new Dictionary<string, string>(properties.Texts("Tags"), StringComparer.Ordinal)
        {
            ["aws:cloudformation:logical-id"] = logicalId,
            ["aws:cloudformation:stack-name"] = stackName,
            ["lambda:createdBy"] = "SAM",
        };
        return new StackFunction(
            logicalId,
            Name,
            names.FunctionArn(Name),
            names.RoleArn(logicalId),
            properties.Required("Runtime"),
            properties.Required("Handler"),
            TimeSpan.FromSeconds(properties.Number("Timeout", 3, 1, 900)),
            properties.Number("MemorySize", 128, 128, 10240),
            properties.Has("ReservedConcurrentExecutions") ? properties.Number("ReservedConcurrentExecutions", 0, 0, int.MaxValue) : null,
            properties.Nested("EventInvokeConfig")?.Number("MaximumRetryAttempts", 2, 0, 2) ?? 2,
            properties.Nested("Environment")?.Texts("Variables") ?? new Dictionary<string, string>(),
            tags,
            new PolicyReader(properties).Read());
    }

    /// <summary>The schedules among its events; any other event is an error.</summary>
    public IEnumerable<StackSchedule> Schedules()
    {
        if (properties.Nested("Events") is not { } events)
            yield break;
        foreach (var name in events.Names)
        {
            var source = events.Nested(name)!;
            if (source.Required("Type") is not "Schedule" and var type)
                throw source.Error(".Type", $"is {type}; only Schedule is supported.");
            var schedule = source.Nested("Properties") ?? throw source.Error(".Properties", "is missing.");
            var expression = schedule.Required("Schedule");
            var minutes = ScheduleExpression.Minutes(expression)
                ?? throw schedule.Error(".Schedule", $"is {expression}; it must be a rate such as rate(1 minute) or rate(15 minutes).");
            if (schedule.Text("Enabled") != "false" && schedule.Text("State") is null or "ENABLED")
                yield return new StackSchedule(Name, names.RuleArn(logicalId, name, schedule.Text("Name")), minutes, schedule.Text("Input"));
        }
    }
}
