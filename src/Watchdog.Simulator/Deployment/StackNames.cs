using System.Text.Json.Nodes;
using Watchdog.Simulator.Runtime;

namespace Watchdog.Simulator.Deployment;

/// <summary>Names and ARNs of a stack's resources: what Ref and Fn::GetAtt give.</summary>
internal sealed class StackNames(string stackName, string region, string accountId)
{
    private string Suffix => $"{region}:{accountId}";

    /// <summary>The physical name: what the template gives, else the stack's name, the logical id and characters of CloudFormation's choosing.</summary>
    public string Name(string logicalId, string? given) => given ?? $"{stackName}-{logicalId}-{Generated(logicalId)}";

    public string FunctionArn(string name) => $"arn:aws:lambda:{Suffix}:function:{name}";

    public string TopicArn(string name) => $"arn:aws:sns:{Suffix}:{name}";

    /// <summary>Of the role that SAM makes for a function.</summary>
    public string RoleArn(string functionLogicalId) => $"arn:aws:iam::{accountId}:role/{stackName}-{functionLogicalId}Role-{Generated(functionLogicalId)}";

    public string RuleArn(string functionLogicalId, string eventName, string? given) =>
        $"arn:aws:events:{Suffix}:rule/{given ?? $"{stackName}-{functionLogicalId}{eventName}-{Generated(functionLogicalId + eventName)}"}";

    /// <summary>What Ref gives.</summary>
    public string Reference(string type, string logicalId, string? given) => type switch
    {
        ResourceTypes.Topic => TopicArn(Name(logicalId, given)),
        _ => Name(logicalId, given),
    };

    /// <summary>What Fn::GetAtt gives; null: the type has no such attribute. Of an ignored resource it only has to look like one.</summary>
    public string? Attribute(string type, string logicalId, string? given, string attribute)
    {
        var name = Name(logicalId, given);
        return (type, attribute) switch
        {
            (ResourceTypes.Function, "Arn") => FunctionArn(name),
            (ResourceTypes.Table, "Arn") => $"arn:aws:dynamodb:{Suffix}:table/{name}",
            (ResourceTypes.Topic, "TopicArn") => TopicArn(name),
            (ResourceTypes.Topic, "TopicName") => name,
            (ResourceTypes.Function or ResourceTypes.Table or ResourceTypes.Topic, _) => null,
            ("AWS::IAM::Role", "Arn") => $"arn:aws:iam::{accountId}:role/{name}",
            ("AWS::SQS::Queue", "Arn") => $"arn:aws:sqs:{Suffix}:{name}",
            ("AWS::Logs::LogGroup", "Arn") => $"arn:aws:logs:{Suffix}:log-group:{name}:*",
            ("AWS::CloudWatch::Alarm" or "AWS::CloudWatch::CompositeAlarm", "Arn") => $"arn:aws:cloudwatch:{Suffix}:alarm:{name}",
            _ => $"{name}.{attribute}",
        };
    }

    /// <summary>CloudFormation's pseudo parameters.</summary>
    public string? Pseudo(string name) => name switch
    {
        "AWS::StackName" => stackName,
        "AWS::StackId" => $"arn:aws:cloudformation:{Suffix}:stack/{stackName}/{Identifier.Uuid(stackName)}",
        "AWS::Region" => region,
        "AWS::AccountId" => accountId,
        "AWS::Partition" => "aws",
        "AWS::URLSuffix" => "amazonaws.com",
        _ => null,
    };

    /// <summary>The property that holds the name of a resource of the type, where there is one.</summary>
    public static JsonNode? GivenName(string type, JsonObject properties) => properties[type switch
    {
        ResourceTypes.Function => "FunctionName",
        ResourceTypes.Table => "TableName",
        ResourceTypes.Topic => "TopicName",
        "AWS::Logs::LogGroup" => "LogGroupName",
        "AWS::SQS::Queue" => "QueueName",
        "AWS::IAM::Role" => "RoleName",
        "AWS::CloudWatch::Alarm" or "AWS::CloudWatch::CompositeAlarm" => "AlarmName",
        _ => "Name",
    }];

    private string Generated(string logicalId) => Identifier.Hex($"{stackName}/{logicalId}", 12).ToUpperInvariant();
}
