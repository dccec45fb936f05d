"""Runs one list of DynamoDB operations with boto3 against an endpoint and prints one JSON line per operation.

Two endpoints that behave alike print the same lines. What an endpoint is free to choose (ids, dates, the order of a scan) is left out.
"""
import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

db = boto3.client(
    "dynamodb", endpoint_url=sys.argv[1], region_name="us-east-1", aws_access_key_id="AKIATEST", aws_secret_access_key="secret",
    config=Config(retries={"max_attempts": 1}))
T = "watchdog-State"


def key(pk, sk="a"):
    return {"pk": {"S": pk}, "sk": {"S": sk}}


def item(pk, sk="a", **attributes):
    return {**key(pk, sk), **attributes}


def n(value):
    return {"N": str(value)}


def s(value):
    return {"S": value}


def put(pk, sk="a", **more):
    attributes = more.pop("attributes", {})
    return "put_item", dict(TableName=T, Item=item(pk, sk, **attributes), **more)


def update(pk, expression, sk="a", values=None, names=None, returned="ALL_NEW", **more):
    arguments = dict(TableName=T, Key=key(pk, sk), UpdateExpression=expression, ReturnValues=returned, **more)
    if values:
        arguments["ExpressionAttributeValues"] = values
    if names:
        arguments["ExpressionAttributeNames"] = names
    return "update_item", arguments


def code_only(operation):
    """Both refuse it with the same error code; moto has words of its own for the reason."""
    return (*operation, True)


def query(condition, values, **more):
    return "query", dict(TableName=T, KeyConditionExpression=condition, ExpressionAttributeValues=values, **more)


OPERATIONS = [
    ("create_table", dict(
        TableName=T, BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}])),
    ("list_tables", {}),
    ("update_time_to_live", dict(TableName=T, TimeToLiveSpecification={"AttributeName": "ttl", "Enabled": True})),
    ("describe_time_to_live", dict(TableName=T)),
    # Writes of whole items.
    put("one", attributes={"count": n("1.5"), "tags": {"SS": ["x", "y"]}, "nested": {"M": {"list": {"L": [n(1), s("two"), {"NULL": True}]}}}}),
    ("get_item", dict(TableName=T, Key=key("one"))),
    ("get_item", dict(TableName=T, Key=key("nobody"))),
    put("one", ConditionExpression="attribute_not_exists(pk)"),
    put("one", ConditionExpression="attribute_exists(pk)", ReturnValues="ALL_OLD"),
    put("lock", attributes={"owner": s("a"), "expires": n(100)}, ConditionExpression="attribute_not_exists(pk) OR expires < :now",
        ExpressionAttributeValues={":now": n(50)}),
    put("lock", attributes={"owner": s("b"), "expires": n(200)}, ConditionExpression="attribute_not_exists(pk) OR expires < :now",
        ExpressionAttributeValues={":now": n(99)}),
    put("lock", attributes={"owner": s("b"), "expires": n(200)}, ConditionExpression="attribute_not_exists(pk) OR expires < :now",
        ExpressionAttributeValues={":now": n(101)}, ReturnValues="ALL_OLD"),
    put("lock", ConditionExpression="#o = :me", ExpressionAttributeNames={"#o": "owner"}, ExpressionAttributeValues={":me": s("a")},
        ReturnValuesOnConditionCheckFailure="ALL_OLD"),
    put("circuit", attributes={"version": n(1), "history": {"L": []}, "seen": {"NS": ["1", "2"]}, "m": {"M": {"a": n(1), "b": s("x")}}}),
    # Updates.
    update("circuit", "SET version = version + :one", values={":one": n(1)}, returned="UPDATED_NEW"),
    update("circuit", "SET version = version - :d", values={":d": n("0.5")}, returned="UPDATED_OLD"),
    update("circuit", "SET history = list_append(history, :h), m.a = :one", values={":h": {"L": [s("opened")]}, ":one": n(7)}),
    update("circuit", "SET history[0] = :h, history[9] = :t", values={":h": s("closed"), ":t": s("tail")}),
    update("circuit", "SET fresh = if_not_exists(fresh, :f), version = if_not_exists(version, :f)", values={":f": n(9)}),
    update("circuit", "SET m.c = m.a, other = version", returned="ALL_NEW"),
    update("circuit", "REMOVE history[0], fresh, m.b"),
    update("circuit", "ADD seen :more, hits :three", values={":more": {"NS": ["2", "3"]}, ":three": n(3)}),
    update("circuit", "ADD hits :three DELETE seen :gone SET #s = :open REMOVE other", names={"#s": "state"},
           values={":three": n(-1), ":gone": {"NS": ["1", "9"]}, ":open": s("open")}),
    update("circuit", "SET #s = :x", names={"#s": "state"}, values={":x": s("x"), ":v": n(99)}, ConditionExpression="version = :v"),
    update("circuit", "SET #s = :x", names={"#s": "state"}, values={":x": s("half-open"), ":low": n(1), ":high": n(2)},
           ConditionExpression="version BETWEEN :low AND :high"),
    update("new", "SET a = :a ADD b :b", values={":a": s("made by an update"), ":b": n(2)}),
    update("new", "SET c = d", returned="NONE"),
    code_only(update("new", "SET a = a + :a", values={":a": n(1)})),
    update("new", "SET x.y = :a", values={":a": n(1)}),
    update("new", "SET pk = :a", values={":a": s("moved")}),
    update("new", "SET a = :a, a = :a", values={":a": n(1)}),
    code_only(update("new", "SET a = :missing", values={":a": n(1)})),
    update("new", "SET a = :a", values={":a": n(1), ":unused": n(2)}),
    code_only(update("new", "SET a : b", values={":b": n(1)})),
    # Conditions.
    update("circuit", "SET z = :z", values={":z": n(1), ":a": s("open"), ":b": s("half-open")}, names={"#s": "state"},
           ConditionExpression="#s IN (:a, :b) AND NOT attribute_exists(nothing)"),
    update("circuit", "SET z = :z", values={":z": n(2), ":half": s("half")}, names={"#s": "state"},
           ConditionExpression="begins_with(#s, :half) AND contains(seen, :z)"),
    update("circuit", "SET z = :z", values={":z": n(3), ":t": s("M")}, ConditionExpression="attribute_type(m, :t) AND size(m) > :z"),
    update("circuit", "SET z = :z", values={":z": n(2), ":t": s("M")}, ConditionExpression="attribute_type(m, :t) AND size(m) = :z"),
    update("circuit", "SET z = :z", values={":z": n(4)}, ConditionExpression="absent <> :z"),
    # Queries.
    *[put("series", f"{minute:03}", attributes={"value": n(minute * minute), "even": {"BOOL": minute % 2 == 0}}) for minute in range(12)],
    query("pk = :p", {":p": s("series")}),
    query("pk = :p AND sk >= :s", {":p": s("series"), ":s": s("008")}, ScanIndexForward=False),
    query("pk = :p AND sk BETWEEN :a AND :b", {":p": s("series"), ":a": s("002"), ":b": s("004")}, ProjectionExpression="sk, even"),
    query("pk = :p AND begins_with(sk, :s)", {":p": s("series"), ":s": s("01")}),
    query("pk = :p", {":p": s("series"), ":yes": {"BOOL": True}, ":v": n(20)}, FilterExpression="even = :yes AND #v > :v",
          ExpressionAttributeNames={"#v": "value"}),
    query("pk = :p", {":p": s("series")}, Limit=5),
    query("pk = :p", {":p": s("series")}, ExclusiveStartKey=key("series", "009")),
    query("pk = :p", {":p": s("series")}, ExclusiveStartKey=key("series", "002"), ScanIndexForward=False),
    query("pk = :p", {":p": s("series")}, Select="COUNT"),
    query("pk = :p", {":p": s("nobody")}),
    query("sk = :p", {":p": s("series")}),
    ("scan", dict(TableName=T)),
    ("scan", dict(TableName=T, FilterExpression="attribute_exists(hits)", ProjectionExpression="hits, m.a")),
    # Deletes.
    ("delete_item", dict(TableName=T, Key=key("new"), ConditionExpression="a = :a", ExpressionAttributeValues={":a": s("no")})),
    ("delete_item", dict(TableName=T, Key=key("new"), ReturnValues="ALL_OLD")),
    ("delete_item", dict(TableName=T, Key=key("new"), ReturnValues="ALL_OLD")),
    # Transactions.
    ("transact_write_items", dict(TransactItems=[
        {"Put": dict(TableName=T, Item=item("t1", v=n(1)), ConditionExpression="attribute_not_exists(pk)")},
        {"Update": dict(TableName=T, Key=key("t2"), UpdateExpression="ADD v :v", ExpressionAttributeValues={":v": n(5)})},
        {"ConditionCheck": dict(TableName=T, Key=key("lock"), ConditionExpression="attribute_exists(expires)")}])),
    ("transact_write_items", dict(TransactItems=[
        {"Update": dict(TableName=T, Key=key("t2"), UpdateExpression="ADD v :v", ExpressionAttributeValues={":v": n(5)})},
        {"Put": dict(TableName=T, Item=item("t1", v=n(2)), ConditionExpression="attribute_not_exists(pk)")}])),
    ("transact_get_items", dict(TransactItems=[{"Get": dict(TableName=T, Key=key(k))} for k in ("t1", "t2", "t3")])),
    ("transact_write_items", dict(TransactItems=[
        {"Delete": dict(TableName=T, Key=key("t1"))},
        {"Delete": dict(TableName=T, Key=key("t1"))}])),
    # Batches.
    ("batch_write_item", dict(RequestItems={T: [
        {"PutRequest": {"Item": item("b1", v=n(1))}}, {"PutRequest": {"Item": item("b2", v=n(2))}}, {"DeleteRequest": {"Key": key("t1")}}]})),
    ("batch_get_item", dict(RequestItems={T: {"Keys": [key("b1"), key("b2"), key("t1")], "ProjectionExpression": "v"}})),
    # Requests that are refused.
    ("get_item", dict(TableName="no-such-table", Key=key("one"))),
    code_only(("get_item", dict(TableName=T, Key={"pk": s("one")}))),
    ("put_item", dict(TableName=T, Item={"pk": s("one")})),
    code_only(put("", attributes={})),
    put("big", attributes={"text": s("x" * 410_000)}),
    ("describe_table", dict(TableName="no-such-table")),
    ("create_table", dict(
        TableName=T, BillingMode="PAY_PER_REQUEST", AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}])),
    ("delete_table", dict(TableName=T)),
    ("list_tables", {}),
]


def normalise(value, name=""):
    if isinstance(value, dict):
        left_out = ("ResponseMetadata", "TableDescription", "Table", "ConsumedCapacity", "ItemCollectionMetrics")
        return {k: normalise(v, k) for k, v in sorted(value.items()) if k not in left_out}
    if isinstance(value, list):
        items = [normalise(v) for v in value]
        # The order of sets, of a scan's and of a batch's items is open.
        return sorted(items, key=json.dumps) if name in ("SS", "NS", "BS", T) or (name == "Items" and unordered) else items
    return value


for number, (operation, arguments, *own_words) in enumerate(OPERATIONS):
    unordered = operation == "scan"
    try:
        result = normalise(getattr(db, operation)(**arguments))
    except ClientError as error:
        result = {"error": error.response["Error"]["Code"], "message": error.response["Error"]["Message"]}
        if own_words:
            del result["message"]
        if "Item" in error.response:
            result["item"] = normalise(error.response["Item"])
        if "CancellationReasons" in error.response:
            result["reasons"] = [r.get("Code") for r in error.response["CancellationReasons"]]
    print(json.dumps({"n": number, "operation": operation, "result": result}, sort_keys=True))
