"""Amazon DynamoDB: items, pages and tables."""

import functools
import json

import boto3

from aws import cli, cli_refused, client, pages, refused
from checks import afterwards, check, named, only

SCAN = "scan a table"


@functools.lru_cache(None)
def table():
    """A table of this run with an index, created once."""
    table_name = named("table")
    dynamodb = client("dynamodb")
    dynamodb.create_table(
        TableName=table_name,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[
            {"AttributeName": "pk", "AttributeType": "S"},
            {"AttributeName": "sk", "AttributeType": "N"},
            {"AttributeName": "colour", "AttributeType": "S"},
        ],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        GlobalSecondaryIndexes=[
            {
                "IndexName": "by-colour",
                "KeySchema": [{"AttributeName": "colour", "KeyType": "HASH"}],
                "Projection": {"ProjectionType": "KEYS_ONLY"},
            }
        ],
    )
    afterwards(lambda: delete(table_name))
    dynamodb.get_waiter("table_exists").wait(TableName=table_name, WaiterConfig={"Delay": 1})
    return table_name


def delete(table_name):
    client("dynamodb").delete_table(TableName=table_name)
    client("dynamodb").get_waiter("table_not_exists").wait(TableName=table_name, WaiterConfig={"Delay": 1})


@check("dynamodb", "aws", "scans a table of the stacks", SCAN)
def _():
    found = only(name for name in cli("dynamodb", "list-tables")["TableNames"] if name.endswith("-runs"))
    count = cli("dynamodb", "scan", "--table-name", found, "--select", "COUNT")["Count"]
    return f"{count} items in {found}"


@check("dynamodb", "aws", "creates a table, waits for it, puts and scans by pages", SCAN)
def _():
    table_name = named("cli")
    key = "AttributeName=id"
    cli(
        *["dynamodb", "create-table", "--table-name", table_name, "--billing-mode", "PAY_PER_REQUEST"],
        *["--attribute-definitions", f"{key},AttributeType=S", "--key-schema", f"{key},KeyType=HASH"],
    )
    afterwards(lambda: cli("dynamodb", "wait", "table-not-exists", "--table-name", table_name))
    afterwards(lambda: cli("dynamodb", "delete-table", "--table-name", table_name))
    cli("dynamodb", "wait", "table-exists", "--table-name", table_name)
    for index in range(3):
        item = json.dumps({"id": {"S": str(index)}, "n": {"N": "1e2"}, "tags": {"SS": ["b", "a"]}})
        cli("dynamodb", "put-item", "--table-name", table_name, "--item", item)
    every = cli("dynamodb", "scan", "--table-name", table_name, "--page-size", "1")
    assert every["Count"] == 3 and {item["n"]["N"] for item in every["Items"]} == {"100"}, every
    first = cli("dynamodb", "scan", "--table-name", table_name, "--max-items", "2")
    rest = cli("dynamodb", "scan", "--table-name", table_name, "--starting-token", first["NextToken"])
    assert len(first["Items"]) + len(rest["Items"]) == 3, (first, rest)
    return f"{every['Count']} items"


@check("dynamodb", "boto3", "puts, updates, queries, scans by pages and segments, deletes", SCAN)
def _():
    dynamodb, table_name = client("dynamodb"), table()
    rows = boto3.resource("dynamodb").Table(table_name)
    with rows.batch_writer() as batch:
        for index in range(30):
            item = {"pk": "a", "sk": index, "colour": "red" if index % 2 else "blue", "nested": {"list": [1, "x", None]}}
            batch.put_item(Item=item)
    rows.update_item(Key={"pk": "a", "sk": 0}, UpdateExpression="ADD n :one", ExpressionAttributeValues={":one": 1})
    values = {":pk": {"S": "a"}, ":from": {"N": "28"}}
    condition = {"KeyConditionExpression": "pk = :pk AND sk >= :from", "ExpressionAttributeValues": values}
    queried = pages("dynamodb", "query", size=1, TableName=table_name, ScanIndexForward=False, **condition)
    assert [item["sk"]["N"] for page in queried for item in page["Items"]] == ["29", "28"], queried
    scanned = pages("dynamodb", "scan", size=7, TableName=table_name)
    assert sum(page["Count"] for page in scanned) == 30 and len(scanned) == 5, len(scanned)
    segments = [rows.scan(Segment=index, TotalSegments=3)["Count"] for index in range(3)]
    assert sum(segments) == 30, segments
    red = {"KeyConditionExpression": "colour = :c", "ExpressionAttributeValues": {":c": {"S": "red"}}}
    assert dynamodb.query(TableName=table_name, IndexName="by-colour", **red)["Count"] == 15
    old = rows.delete_item(Key={"pk": "a", "sk": 0}, ReturnValues="ALL_OLD")["Attributes"]
    assert old["n"] == 1, old
    return f"30 items on {len(scanned)} pages, segments of {segments}"


@check("dynamodb", "boto3", "lists tables by pages, tags one, lets items expire")
def _():
    dynamodb, table_name = client("dynamodb"), table()
    found = [name for page in pages("dynamodb", "list_tables", size=1) for name in page["TableNames"]]
    assert table_name in found and found == sorted(found), found
    described = dynamodb.describe_table(TableName=table_name)["Table"]
    dynamodb.tag_resource(ResourceArn=described["TableArn"], Tags=[{"Key": "colour", "Value": "blue"}])
    tags = pages("dynamodb", "list_tags_of_resource", ResourceArn=described["TableArn"])
    assert only(tag for page in tags for tag in page["Tags"])["Value"] == "blue", tags
    specification = {"Enabled": True, "AttributeName": "expires"}
    dynamodb.update_time_to_live(TableName=table_name, TimeToLiveSpecification=specification)
    ttl = dynamodb.describe_time_to_live(TableName=table_name)["TimeToLiveDescription"]
    assert ttl["AttributeName"] == "expires", ttl
    return f"{len(found)} tables, time to live {ttl['TimeToLiveStatus']}"


@check("dynamodb", "aws", "a table that does not exist, an expression that is none")
def _():
    scan = ["dynamodb", "scan", "--table-name"]
    cli_refused("ResourceNotFoundException", "Scan", arguments=[*scan, named("nowhere")])
    broken = [*scan, table(), "--filter-expression", "n ="]
    return cli_refused("ValidationException", "Scan", "Invalid FilterExpression: Syntax error", arguments=broken)


@check("dynamodb", "boto3", "wrong keys, wrong types, missing and unused values")
def _():
    dynamodb, table_name = client("dynamodb"), table()
    key = {"pk": {"S": "a"}, "sk": {"N": "1"}}

    def invalid(text, call, **arguments):
        return refused(lambda: call(TableName=table_name, **arguments), "ValidationException", text)

    invalid("The provided key element does not match the schema", dynamodb.get_item, Key={"pk": {"S": "a"}})
    invalid("Type mismatch for key", dynamodb.put_item, Item={**key, "sk": {"S": "1"}})
    invalid("empty string", dynamodb.put_item, Item={**key, "pk": {"S": ""}})
    update = {"Key": key, "UpdateExpression": "SET n = :n"}
    invalid("attribute value: :n", dynamodb.update_item, **update)
    unused = {":n": {"N": "1"}, ":m": {"N": "1"}}
    invalid("unused in expressions: keys: {:m}", dynamodb.update_item, **update, ExpressionAttributeValues=unused)
    big = {**key, "blob": {"B": b"x" * 409_600}}
    answer = invalid("Item size has exceeded the maximum allowed size", dynamodb.put_item, Item=big)
    return answer["Error"]["Message"]
