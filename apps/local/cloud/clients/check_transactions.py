"""Amazon DynamoDB: conditions and transactions."""

import json

from aws import cli, cli_refused, client, refused
from check_dynamodb import table
from checks import RUN, check

FAILS = "run a transaction that fails with reasons"


def key(partition):
    return {"pk": {"S": partition}, "sk": {"N": "1"}}


def put(partition, **more):
    client("dynamodb").put_item(TableName=table(), Item={**key(partition), **more})


def members(partition, new):
    """A put that may happen, and a condition that does not hold of an item with n = 5."""
    condition = {"ConditionExpression": "n < :n", "ExpressionAttributeValues": {":n": {"N": "5"}}}
    return [
        {"Put": {"TableName": table(), "Item": key(new)}},
        {"ConditionCheck": {"TableName": table(), "Key": key(partition), **condition}},
    ]


@check("dynamodb", "aws", "a transaction fails with a reason for each member", FAILS)
def _():
    put("cli", n={"N": "5"})
    command = ["dynamodb", "transact-write-items", "--transact-items", json.dumps(members("cli", "cli-new"))]
    printed = cli_refused(
        "TransactionCanceledException",
        "TransactWriteItems",
        "please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]",
        arguments=command,
    )
    found = cli("dynamodb", "get-item", "--table-name", table(), "--key", json.dumps(key("cli-new")))
    assert not found, found
    return printed


@check("dynamodb", "boto3", "a transaction fails with reasons and items, and changes nothing", FAILS)
def _():
    dynamodb = client("dynamodb")
    put("boto3", n={"N": "5"})
    items = members("boto3", "boto3-new")
    items[1]["ConditionCheck"]["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD"
    cancelled = refused(
        lambda: dynamodb.transact_write_items(TransactItems=items),
        "TransactionCanceledException",
        "[None, ConditionalCheckFailed]",
    )
    first, second = cancelled["CancellationReasons"]
    assert first["Code"] == "None" and second["Code"] == "ConditionalCheckFailed", cancelled
    assert second["Item"]["n"] == {"N": "5"} and second["Message"] == "The conditional request failed", second
    assert "Item" not in dynamodb.get_item(TableName=table(), Key=key("boto3-new"))
    return cancelled["CancellationReasons"]


@check("dynamodb", "boto3", "a transaction that holds changes all, and is read as one")
def _():
    dynamodb = client("dynamodb")
    put("holds", n={"N": "4"})
    dynamodb.transact_write_items(TransactItems=members("holds", "holds-new"))
    gets = [{"Get": {"TableName": table(), "Key": key(name)}} for name in ("holds", "holds-new", "nobody")]
    items = [response.get("Item") for response in dynamodb.transact_get_items(TransactItems=gets)["Responses"]]
    assert items[0]["n"] == {"N": "4"} and items[1] == key("holds-new") and items[2] is None, items
    twice = [{"Put": {"TableName": table(), "Item": key("twice")}}] * 2
    refused(lambda: dynamodb.transact_write_items(TransactItems=twice), "ValidationException", "multiple operations")
    return f"{len(items)} answers"


@check("dynamodb", "boto3", "a condition fails with the item")
def _():
    dynamodb = client("dynamodb")
    put("condition", n={"N": "5"})
    failed = refused(
        lambda: dynamodb.put_item(
            TableName=table(),
            Item=key("condition"),
            ConditionExpression="attribute_not_exists(pk)",
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
        ),
        "ConditionalCheckFailedException",
    )
    assert failed["Item"]["n"] == {"N": "5"}, failed
    return failed["Error"]["Message"]


@check("dynamodb", "boto3", "a token repeats a transaction once, and fits no other")
def _():
    dynamodb = client("dynamodb")

    def add(by):
        expression = {"UpdateExpression": "ADD n :by", "ExpressionAttributeValues": {":by": {"N": by}}}
        update = {"TableName": table(), "Key": key("counter"), **expression}
        dynamodb.transact_write_items(ClientRequestToken=RUN, TransactItems=[{"Update": update}])

    add("1")
    add("1")
    refused(lambda: add("2"), "IdempotentParameterMismatchException")
    item = dynamodb.get_item(TableName=table(), Key=key("counter"))["Item"]
    assert item["n"] == {"N": "1"}, item
    return "counted once"
