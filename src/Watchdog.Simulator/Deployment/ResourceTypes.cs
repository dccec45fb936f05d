namespace Watchdog.Simulator.Deployment;

/// <summary>Which resource types of a template the simulated account has, and which it only tolerates.</summary>
internal static class ResourceTypes
{
    public const string Function = "AWS::Serverless::Function";
    public const string Table = "AWS::DynamoDB::Table";
    public const string Topic = "AWS::SNS::Topic";

    public static IReadOnlyList<string> Deployed { get; } = [Function, Table, Topic];

    /// <summary>
    /// Accepted and left out. Their properties are still resolved, so that a dangling reference in them is found; what they would do
    /// happens outside of what is simulated: alarms and dashboards look at the stack from outside, logs are handed to whoever invokes, and
    /// what is published is seen by the simulation itself. A policy outside of a function is none of them: it could give a function what
    /// nobody here would know of.
    /// </summary>
    public static IReadOnlyList<string> Ignored { get; } =
    [
        "AWS::CloudWatch::Alarm",
        "AWS::CloudWatch::CompositeAlarm",
        "AWS::CloudWatch::Dashboard",
        "AWS::IAM::Role",
        "AWS::KMS::Alias",
        "AWS::KMS::Key",
        "AWS::Lambda::EventInvokeConfig",
        "AWS::Lambda::Permission",
        "AWS::Logs::LogGroup",
        "AWS::Logs::MetricFilter",
        "AWS::SNS::Subscription",
        "AWS::SNS::TopicPolicy",
        "AWS::SQS::Queue",
        "AWS::SQS::QueuePolicy",
    ];
}
