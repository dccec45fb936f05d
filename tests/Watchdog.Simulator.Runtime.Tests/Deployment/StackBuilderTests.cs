using Watchdog.Simulator.Deployment;
using Watchdog.Simulator.Runtime.Tests.Support;

namespace Watchdog.Simulator.Runtime.Tests.Deployment;

public sealed class StackBuilderTests
{
    [Fact]
    public void A_function_gets_what_globals_and_its_own_properties_say()
    {
        var stack = TestStack.Build();

        var watcher = stack.Function("Watcher");
        Assert.Equal("watchdog-Watcher", watcher.Name);
        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:function:watchdog-Watcher", watcher.Arn);
        Assert.Equal(("bootstrap", "provided.al2023", 256, TimeSpan.FromSeconds(50), 0), (watcher.Handler, watcher.Runtime, watcher.MemoryMegabytes, watcher.Timeout, watcher.MaximumRetryAttempts));
        var breaker = stack.Function("CircuitBreaker");
        Assert.Equal((TimeSpan.FromSeconds(120), 1, 2), (breaker.Timeout, breaker.ReservedConcurrency, breaker.MaximumRetryAttempts));
        Assert.Equal("CircuitBreaker", breaker.Tags["aws:cloudformation:logical-id"]);
    }

    [Fact]
    public void Intrinsic_functions_are_resolved()
    {
        var stack = TestStack.Build();
        var environment = stack.Function("Watcher").Environment;

        Assert.Equal("watchdog", environment["WATCHDOG_STACK"]);
        Assert.Equal("watchdog-State", environment["WATCHDOG_TABLE"]);
        Assert.Equal("confirm", environment["WATCHDOG_BREAKER_MODE"]);
        Assert.Equal("Watcher", environment["ANNOTATIONS_HANDLER"]);
        Assert.Equal("arn:aws:dynamodb:us-east-1:123456789012:table/watchdog-State", environment["TABLE_ARN"]);
        var topic = Assert.Single(stack.Topics);
        Assert.Equal(topic.Arn, environment["WATCHDOG_TOPIC_ARN"]);
        Assert.Matches("^watchdog-Topic-[0-9A-F]{12}$", topic.Name);
        Assert.Equal($"a-c ${{Literal}} {topic.Name}", environment["TEXT"]);
        Assert.Matches("^arn:aws:iam::123456789012:role/watchdog-WatcherRole-", environment["ROLE_ARN"]);
        Assert.False(environment.ContainsKey("QUIET"));
    }

    [Fact]
    public void Conditions_follow_the_parameters()
    {
        Assert.Equal("yes", TestStack.Build(("BreakerMode", "alert")).Function("Watcher").Environment["QUIET"]);
        Assert.False(TestStack.Build(("BreakerMode", "alert"), ("NotificationEmail", "a@b")).Function("Watcher").Environment.ContainsKey("QUIET"));
    }

    [Fact]
    public void Schedules_keep_the_templates_order_and_leave_out_what_is_disabled()
    {
        var schedules = TestStack.Build().Schedules;

        Assert.Equal([1, 2], schedules.Select(s => s.EveryMinutes));
        Assert.Equal([null, """{"slow":true}"""], schedules.Select(s => s.Input));
        Assert.StartsWith("arn:aws:events:us-east-1:123456789012:rule/watchdog-WatcherEveryMinute-", schedules[0].RuleArn, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_has_its_key_and_time_to_live()
    {
        var table = Assert.Single(TestStack.Build().Tables);

        Assert.Equal(("watchdog-State", "pk", "sk", "ttl"), (table.Name, table.Schema.Partition.Name, table.Schema.Sort!.Name, table.TimeToLiveAttribute));
    }

    [Theory]
    [InlineData("BreakerMode", "maybe", "small.yaml: Parameter 'BreakerMode' is 'maybe'; it must be one of AllowedValues: off, alert, confirm, trip.")]
    [InlineData("NotificationEmail", "nobody", "small.yaml: Parameter 'NotificationEmail' is 'nobody'; it must match AllowedPattern ^$|^[^@\\s]+@[^@\\s]+$.")]
    [InlineData("Colour", "red", "small.yaml: Parameters: [Colour] do not exist in the template; it has BreakerMode, NotificationEmail, Record.")]
    public void A_parameter_that_does_not_fit_is_refused(string name, string value, string message) =>
        Assert.Equal(message, Assert.Throws<DeploymentException>(() => TestStack.Build((name, value))).Message);

    [Theory]
    [InlineData("!Ref Topic\n          TABLE", "!Ref Tropic\n          TABLE", "small.yaml: Resources.Watcher: Ref names Tropic, which is no parameter and no resource of the template.")]
    [InlineData("${Topic.TopicName}", "${Topic.Colour}", "small.yaml: Resources.Watcher: Fn::GetAtt names Topic.Colour, which no resource of the template has.")]
    [InlineData("!If [Quiet", "!If [Loud", "small.yaml: Resources.Watcher: the condition Loud is not defined.")]
    [InlineData("!Select [1", "!Select [2", "small.yaml: Resources.Watcher: Fn::Select has the index 2; the list has 2 elements.")]
    [InlineData("TEXT: !Sub", "TEXT: !FindInMap", "small.yaml: Resources.Watcher: Fn::FindInMap is not supported; supported are Ref, Fn::Sub, Fn::GetAtt, Fn::If, Fn::Join, Fn::Select, Fn::Split.")]
    [InlineData("rate(2 minutes)", "rate(2 minute)", "small.yaml: Resources.Watcher.Properties.Events.Seldom.Properties.Schedule: is rate(2 minute); it must be a rate such as rate(1 minute) or rate(15 minutes).")]
    [InlineData("Timeout: 120", "Timeout: 901", "small.yaml: Resources.CircuitBreaker.Properties.Timeout: is 901; it must be a whole number from 1 to 900.")]
    [InlineData("Seldom: {Type: Schedule", "Seldom: {Type: S3", "small.yaml: Resources.Watcher.Properties.Events.Seldom.Type: is S3; only Schedule is supported.")]
    [InlineData("TopicArn: {Value: !Ref Topic}", "TopicArn: {Value: !Ref Tropic}", "small.yaml: Outputs.TopicArn: Ref names Tropic, which is no parameter and no resource of the template.")]
    [InlineData("{RetentionInDays: 14}", "{? [a]\n: 14}", "small.yaml: the file is no valid YAML")]
    [InlineData("{RetentionInDays: 14}", "{[a]: 14}", "small.yaml:78: A key must be a string.")]
    [InlineData("{RetentionInDays: 14}", "{RetentionInDays: [14}", "small.yaml:78:")]
    public void What_cannot_be_deployed_is_named_with_its_place(string part, string replacement, string message) =>
        Assert.StartsWith(message, Assert.Throws<DeploymentException>(() => TestStack.BuildWith(part, replacement)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_resource_of_another_type_is_refused_and_the_accepted_types_are_listed()
    {
        var error = Assert.Throws<DeploymentException>(() => TestStack.BuildWith("AWS::Logs::LogGroup", "AWS::S3::Bucket"));

        Assert.StartsWith(
            "small.yaml: Resources.Logs: the type AWS::S3::Bucket is not supported; deployed are AWS::Serverless::Function, AWS::DynamoDB::Table, AWS::SNS::Topic; ignored are ",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_property_that_nobody_knows_is_refused() =>
        Assert.StartsWith(
            "small.yaml: Resources.CircuitBreaker.Properties.Timeuot: is not supported;",
            Assert.Throws<DeploymentException>(() => TestStack.BuildWith("Timeout: 120", "Timeuot: 120")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_condition_that_depends_on_itself_is_refused() =>
        Assert.Equal(
            "small.yaml: Conditions.HasEmail: the condition depends on itself.",
            Assert.Throws<DeploymentException>(() => TestStack.BuildWith("!Not [!Equals [!Ref NotificationEmail, '']]", "!Not [{Condition: HasEmail}]")).Message);
}
