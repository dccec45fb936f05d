"""Makes a small account in a moto server: moto_seed.py URL PREFIX. Prints what it made as JSON."""
import io
import json
import sys
import zipfile

import boto3

url, prefix = sys.argv[1], sys.argv[2]


def client(service):
    return boto3.client(service, endpoint_url=url, region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test")


sqs, lam, iam, sns, dynamo, kinesis, events = (client(s) for s in ("sqs", "lambda", "iam", "sns", "dynamodb", "kinesis", "events"))


def code(comment=""):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as z:
        z.writestr("f.py", "def handler(event, context):\n    return event\n" + comment)
    return file.getvalue()


role = iam.create_role(
    RoleName=prefix + "role",
    Path="/service/",
    AssumeRolePolicyDocument=json.dumps({
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}],
    }),
)["Role"]["Arn"]


def queue(name, **attributes):
    q = sqs.create_queue(QueueName=prefix + name, Attributes=attributes)["QueueUrl"]
    return q, sqs.get_queue_attributes(QueueUrl=q, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]


def function(name, **more):
    return lam.create_function(
        FunctionName=prefix + name, Runtime="python3.12", Role=role, Handler="f.handler", Code={"ZipFile": code()},
        Timeout=60, MemorySize=256, **more)["FunctionArn"]


dlq, dlq_arn = queue("work-dlq")
work, work_arn = queue(
    "work", VisibilityTimeout="180", MessageRetentionPeriod="345600",
    RedrivePolicy=json.dumps({"deadLetterTargetArn": dlq_arn, "maxReceiveCount": 5}))
queue("orders.fifo", FifoQueue="true")

process = function("process", Environment={"Variables": {"QUEUE_URL": work}}, Tags={"team": "shop", "watchdog:breaker": "trip"})
other = function("other")
with_destination = function("with-destination")
lam.put_function_event_invoke_config(
    FunctionName=with_destination, MaximumEventAgeInSeconds=3600, DestinationConfig={"OnFailure": {"Destination": dlq_arn}})
mapping = lam.create_event_source_mapping(
    EventSourceArn=work_arn, FunctionName=process, BatchSize=7, MaximumBatchingWindowInSeconds=3,
    FunctionResponseTypes=["ReportBatchItemFailures"])["UUID"]
topic = sns.create_topic(Name=prefix + "alerts")["TopicArn"]
inbox, inbox_arn = queue("inbox")
sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=inbox_arn)
dynamo.create_table(
    TableName=prefix + "table", BillingMode="PAY_PER_REQUEST",
    AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "S"}],
    KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}])

first = lam.publish_version(FunctionName=process)["Version"]
# Unchanged code is not published again.
second = lam.update_function_code(FunctionName=process, ZipFile=code("# changed\n"), Publish=True)["Version"]
lam.create_alias(FunctionName=process, Name="live", FunctionVersion=first, RoutingConfig={"AdditionalVersionWeights": {second: 0.1}})


def permit(function, sid, service, source, **more):
    lam.add_permission(
        FunctionName=function, StatementId=sid, Action="lambda:InvokeFunction", Principal=service + ".amazonaws.com", SourceArn=source, **more)


bucket = "arn:aws:s3:::" + prefix + "uploads"
rule = events.put_rule(Name=prefix + "nightly", ScheduleExpression="rate(1 day)")["RuleArn"]
events.put_targets(Rule=prefix + "nightly", Targets=[{"Id": "function", "Arn": process + ":live"}])
bus = prefix + "bus"
events.create_event_bus(Name=bus)
bus_rule = events.put_rule(Name=prefix + "placed", EventBusName=bus, EventPattern=json.dumps({"source": ["shop"]}))["RuleArn"]
events.put_targets(Rule=prefix + "placed", EventBusName=bus, Targets=[{"Id": "a", "Arn": other}, {"Id": "b", "Arn": inbox_arn}])
# moto has one policy for a function and its versions, so the two kinds are of two functions.
permit(other, "s3", "s3", bucket, SourceAccount="123456789012")
permit(other, "api", "apigateway", "arn:aws:execute-api:us-east-1:123456789012:abc/*/POST/orders")
permit(process, "sns", "sns", topic, Qualifier="live")
permit(process, "events", "events", rule, Qualifier="live")

kinesis.create_stream(StreamName=prefix + "clicks", ShardCount=2)
kinesis.increase_stream_retention_period(StreamName=prefix + "clicks", RetentionPeriodHours=48)
stream = kinesis.describe_stream_summary(StreamName=prefix + "clicks")["StreamDescriptionSummary"]["StreamARN"]
stream_mapping = lam.create_event_source_mapping(
    EventSourceArn=stream, FunctionName=other, StartingPosition="LATEST", ParallelizationFactor=3, MaximumRecordAgeInSeconds=3600,
    MaximumRetryAttempts=5, BisectBatchOnFunctionError=True, DestinationConfig={"OnFailure": {"Destination": dlq_arn}})["UUID"]
table_stream = dynamo.create_table(
    TableName=prefix + "orders", BillingMode="PAY_PER_REQUEST",
    AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}], KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    StreamSpecification={"StreamEnabled": True, "StreamViewType": "KEYS_ONLY"})["TableDescription"]["LatestStreamArn"]
table_mapping = lam.create_event_source_mapping(
    EventSourceArn=table_stream, FunctionName=other, StartingPosition="LATEST", MaximumRecordAgeInSeconds=-1, MaximumRetryAttempts=-1)["UUID"]

print(json.dumps({
    "role": role, "work": work, "workArn": work_arn, "dlqArn": dlq_arn, "process": process, "other": other, "mapping": mapping,
    "topic": topic, "table": prefix + "table", "inbox": inbox,
    "first": first, "second": second, "bucket": bucket, "rule": rule, "busRule": bus_rule, "stream": stream, "streamMapping": stream_mapping,
    "tableStream": table_stream, "tableMapping": table_mapping,
}))
