"""Makes a small account in a moto server: moto_seed.py URL PREFIX. Prints what it made as JSON."""
import io
import json
import sys
import zipfile

import boto3

url, prefix = sys.argv[1], sys.argv[2]


def client(service):
    return boto3.client(service, endpoint_url=url, region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test")


sqs, lam, iam, sns, dynamo = (client(s) for s in ("sqs", "lambda", "iam", "sns", "dynamodb"))

code = io.BytesIO()
with zipfile.ZipFile(code, "w") as z:
    z.writestr("f.py", "def handler(event, context):\n    return event\n")

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
        FunctionName=prefix + name, Runtime="python3.12", Role=role, Handler="f.handler", Code={"ZipFile": code.getvalue()},
        Timeout=60, MemorySize=256, **more)["FunctionArn"]


dlq, dlq_arn = queue("work-dlq")
work, work_arn = queue(
    "work", VisibilityTimeout="180", MessageRetentionPeriod="345600",
    RedrivePolicy=json.dumps({"deadLetterTargetArn": dlq_arn, "maxReceiveCount": 5}))
queue("orders.fifo", FifoQueue="true")

process = function("process", Environment={"Variables": {"QUEUE_URL": work}}, Tags={"team": "shop", "watchdog:breaker": "trip"})
other = function("other")
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

print(json.dumps({
    "role": role, "work": work, "workArn": work_arn, "dlqArn": dlq_arn, "process": process, "other": other, "mapping": mapping,
    "topic": topic, "table": prefix + "table", "inbox": inbox,
}))
