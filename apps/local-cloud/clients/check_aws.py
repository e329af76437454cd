#!/usr/bin/env python3
"""Points clients that this project did not write at `npm start`, and prints what they found.

    npm start -- --env tmp/local.env        # in one terminal
    set -a; . tmp/local.env; set +a         # in another
    python3 apps/local-cloud/clients/check_aws.py

Needs Debian's packages awscli and python3-boto3, or any versions of the same. `aws` is taken from PATH, or from the
variable AWS_CLI. What it creates has names of its own and is deleted at the end. The exit status is 1 when a check fails.
"""

import base64
import json
import os
import subprocess
import sys
import time
import uuid

import boto3
from botocore.exceptions import ClientError

RUN = uuid.uuid4().hex[:8]
CLI = os.environ.get("AWS_CLI", "aws")
checks = []
cleanups = []


def check(title):
    """Registers a check; its function's return value is shown, an exception fails it."""

    def register(function):
        checks.append((title, function))
        return function

    return register


def aws(*arguments):
    """Runs the AWS CLI. Returns its answer as JSON, or None when it printed nothing."""
    done = run_cli(*arguments)
    if done.returncode != 0:
        raise AssertionError(done.stderr.strip())
    return json.loads(done.stdout) if done.stdout.strip() else None


def run_cli(*arguments):
    environment = {**os.environ, "AWS_PAGER": "", "AWS_EC2_METADATA_DISABLED": "true"}
    return subprocess.run([CLI, *arguments], capture_output=True, text=True, env=environment, timeout=60, check=False)


def refusal(call, code, *texts):
    """Expects that a call is refused with an error code, and with texts in the message."""
    try:
        call()
    except ClientError as error:
        found = error.response["Error"]
        assert found["Code"] == code, f"{found['Code']} instead of {code}: {found['Message']}"
        for text in texts:
            assert text in found["Message"], f"{text!r} is not in {found['Message']!r}"
        return error.response
    raise AssertionError(f"was not refused with {code}")


def only(items):
    items = list(items)
    assert len(items) == 1, f"{len(items)} instead of one: {items}"
    return items[0]


def client(name):
    return boto3.client(name)


def name(base):
    return f"check-{RUN}-{base}"


# --- STS


@check("sts: the CLI tells who calls")
def _():
    identity = aws("sts", "get-caller-identity")
    assert identity["Arn"].endswith("administrator"), identity
    return identity["Arn"]


# --- SQS


@check("sqs: the CLI lists the queues of the stacks")
def _():
    urls = aws("sqs", "list-queues")["QueueUrls"]
    assert any("query-jobs" in url for url in urls), urls
    return f"{len(urls)} queues"


@check("sqs: a message that nobody deletes becomes a dead letter, and moves back")
def _():
    sqs = client("sqs")
    dead = sqs.create_queue(QueueName=name("dead"), tags={"run": RUN})["QueueUrl"]
    cleanups.append(lambda: sqs.delete_queue(QueueUrl=dead))
    arn = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    policy = json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": "1"})
    work = sqs.create_queue(QueueName=name("work"), Attributes={"RedrivePolicy": policy, "VisibilityTimeout": "0"})["QueueUrl"]
    cleanups.append(lambda: sqs.delete_queue(QueueUrl=work))
    sent = sqs.send_message(
        QueueUrl=work,
        MessageBody="Grüße 🎉",
        MessageAttributes={"kind": {"DataType": "String", "StringValue": "test"}},
    )
    first = only(sqs.receive_message(QueueUrl=work, MessageAttributeNames=["All"])["Messages"])
    assert first["MessageId"] == sent["MessageId"] and first["MessageAttributes"]["kind"]["StringValue"] == "test"
    assert "Messages" not in sqs.receive_message(QueueUrl=work)
    attributes = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["ApproximateNumberOfMessages"])["Attributes"]
    assert attributes["ApproximateNumberOfMessages"] == "1", attributes
    assert sqs.list_dead_letter_source_queues(QueueUrl=dead)["queueUrls"] == [work]
    sqs.start_message_move_task(SourceArn=arn)
    again = only(sqs.receive_message(QueueUrl=work)["Messages"])
    sqs.delete_message(QueueUrl=work, ReceiptHandle=again["ReceiptHandle"])
    return f"{again['Body']} came back"


@check("sqs: batches tell which entries were refused")
def _():
    sqs = client("sqs")
    url = sqs.create_queue(QueueName=name("batch"))["QueueUrl"]
    cleanups.append(lambda: sqs.delete_queue(QueueUrl=url))
    entries = [{"Id": "a", "MessageBody": "x"}, {"Id": "b", "MessageBody": "x", "DelaySeconds": 901}]
    answer = sqs.send_message_batch(QueueUrl=url, Entries=entries)
    assert [only(answer["Successful"])["Id"], only(answer["Failed"])["Id"]] == ["a", "b"], answer
    sqs.purge_queue(QueueUrl=url)
    refusal(lambda: sqs.purge_queue(QueueUrl=url), "AWS.SimpleQueueService.PurgeQueueInProgress", "60 seconds")
    return answer["Failed"][0]["Message"]


@check("sqs: a queue that does not exist, a handle that is none")
def _():
    sqs = client("sqs")
    url = sqs.list_queues()["QueueUrls"][0]
    refusal(lambda: sqs.send_message(QueueUrl=f"{url}-nowhere", MessageBody="x"), "AWS.SimpleQueueService.NonExistentQueue")
    found = refusal(lambda: sqs.delete_message(QueueUrl=url, ReceiptHandle="x"), "ReceiptHandleIsInvalid")
    return found["Error"]["Message"]


@check("sqs: a FIFO queue keeps the order of a group and takes nothing twice")
def _():
    sqs = client("sqs")
    url = sqs.create_queue(QueueName=name("orders.fifo"), Attributes={"FifoQueue": "true"})["QueueUrl"]
    cleanups.append(lambda: sqs.delete_queue(QueueUrl=url))
    for body in ["first", "second", "first"]:
        sqs.send_message(QueueUrl=url, MessageBody=body, MessageGroupId="a", MessageDeduplicationId=body)
    bodies = [message["Body"] for message in sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]]
    assert bodies == ["first", "second"], bodies
    assert "Messages" not in sqs.receive_message(QueueUrl=url)
    refusal(lambda: sqs.send_message(QueueUrl=url, MessageBody="x"), "MissingParameter", "MessageGroupId")
    return ", ".join(bodies)


@check("sqs: the CLI adds a permission to a queue; a policy that is none is refused")
def _():
    sqs = client("sqs")
    url = sqs.create_queue(QueueName=name("shared"))["QueueUrl"]
    cleanups.append(lambda: sqs.delete_queue(QueueUrl=url))
    account = aws("sts", "get-caller-identity")["Account"]
    permission = ["--label", "all", "--aws-account-ids", account, "--actions", "SendMessage"]
    aws("sqs", "add-permission", "--queue-url", url, *permission)
    policy = aws("sqs", "get-queue-attributes", "--queue-url", url, "--attribute-names", "Policy")["Attributes"]["Policy"]
    statement = only(json.loads(policy)["Statement"])
    assert (statement["Sid"], statement["Action"]) == ("all", "SQS:SendMessage"), statement
    refusal(lambda: sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": "{"}), "InvalidAttributeValue", "Policy")
    return policy


# --- DynamoDB


def table():
    """A table of this run, created once."""
    dynamodb = client("dynamodb")
    table_name = name("table")
    if table_name not in dynamodb.list_tables()["TableNames"]:
        dynamodb.create_table(
            TableName=table_name,
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[
                {"AttributeName": "pk", "AttributeType": "S"},
                {"AttributeName": "sk", "AttributeType": "N"},
            ],
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        )
        cleanups.append(lambda: dynamodb.delete_table(TableName=table_name))
        dynamodb.get_waiter("table_exists").wait(TableName=table_name, WaiterConfig={"Delay": 1})
    return dynamodb, table_name


@check("dynamodb: the CLI scans a table of the stacks")
def _():
    found = only(n for n in aws("dynamodb", "list-tables")["TableNames"] if n.endswith("-runs"))
    return f"{aws('dynamodb', 'scan', '--table-name', found, '--select', 'COUNT')['Count']} items in {found}"


@check("dynamodb: put, update, query, scan by pages, delete; the resource interface too")
def _():
    dynamodb, table_name = table()
    rows = boto3.resource("dynamodb").Table(table_name)
    for index in range(5):
        rows.put_item(Item={"pk": "a", "sk": index, "nested": {"list": [1, "x", True, None]}})
    rows.update_item(Key={"pk": "a", "sk": 0}, UpdateExpression="ADD n :one", ExpressionAttributeValues={":one": 1})
    queried = dynamodb.query(
        TableName=table_name,
        KeyConditionExpression="pk = :pk AND sk >= :from",
        ExpressionAttributeValues={":pk": {"S": "a"}, ":from": {"N": "3"}},
        ScanIndexForward=False,
    )
    assert [item["sk"]["N"] for item in queried["Items"]] == ["4", "3"], queried
    pages = list(dynamodb.get_paginator("scan").paginate(TableName=table_name, PaginationConfig={"PageSize": 2}))
    assert sum(page["Count"] for page in pages) == 5 and len(pages) >= 3, pages
    old = rows.delete_item(Key={"pk": "a", "sk": 0}, ReturnValues="ALL_OLD")["Attributes"]
    assert old["n"] == 1, old
    return f"{len(pages)} pages"


@check("dynamodb: a condition fails with the item, a transaction with its reasons")
def _():
    dynamodb, table_name = table()
    key = {"pk": {"S": "b"}, "sk": {"N": "1"}}
    dynamodb.put_item(TableName=table_name, Item={**key, "n": {"N": "5"}})
    failed = refusal(
        lambda: dynamodb.put_item(
            TableName=table_name,
            Item=key,
            ConditionExpression="attribute_not_exists(pk)",
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
        ),
        "ConditionalCheckFailedException",
    )
    assert failed["Item"]["n"] == {"N": "5"}, failed
    members = [
        {"Put": {"TableName": table_name, "Item": {"pk": {"S": "new"}, "sk": {"N": "1"}}}},
        {"ConditionCheck": {"TableName": table_name, "Key": key, "ConditionExpression": "n < :n", "ExpressionAttributeValues": {":n": {"N": "5"}}}},
    ]
    cancelled = refusal(
        lambda: dynamodb.transact_write_items(TransactItems=members),
        "TransactionCanceledException",
        "[None, ConditionalCheckFailed]",
    )
    assert [reason["Code"] for reason in cancelled["CancellationReasons"]] == ["None", "ConditionalCheckFailed"]
    assert "Item" not in dynamodb.get_item(TableName=table_name, Key={"pk": {"S": "new"}, "sk": {"N": "1"}})
    refusal(lambda: dynamodb.get_item(TableName=name("nowhere"), Key=key), "ResourceNotFoundException")
    return cancelled["Error"]["Message"]


@check("dynamodb: a token repeats a transaction once, and fits no other")
def _():
    dynamodb, table_name = table()

    def add(by):
        update = {
            "TableName": table_name,
            "Key": {"pk": {"S": "counter"}, "sk": {"N": "1"}},
            "UpdateExpression": "ADD n :by",
            "ExpressionAttributeValues": {":by": {"N": by}},
        }
        dynamodb.transact_write_items(ClientRequestToken=RUN, TransactItems=[{"Update": update}])

    add("1")
    add("1")
    refusal(lambda: add("2"), "IdempotentParameterMismatchException")
    item = dynamodb.get_item(TableName=table_name, Key={"pk": {"S": "counter"}, "sk": {"N": "1"}})["Item"]
    assert item["n"] == {"N": "1"}, item
    return "counted once"


# --- CloudWatch Logs


def log_group():
    """A log group of this run with four events, created once."""
    logs = client("logs")
    group = f"/{name('group')}"
    if not logs.describe_log_groups(logGroupNamePrefix=group)["logGroups"]:
        logs.create_log_group(logGroupName=group)
        cleanups.append(lambda: logs.delete_log_group(logGroupName=group))
        logs.create_log_stream(logGroupName=group, logStreamName="one")
        now = int(time.time() * 1000)
        messages = ['{"level":"ERROR","ms":12}', '{"level":"INFO","ms":3}', "plain ERROR 500", "plain WARN 404"]
        events = [{"timestamp": now + index, "message": message} for index, message in enumerate(messages)]
        logs.put_log_events(logGroupName=group, logStreamName="one", logEvents=events)
    return logs, group


def run_query(logs, group, text):
    now = int(time.time())
    query_id = logs.start_query(logGroupName=group, startTime=now - 600, endTime=now + 60, queryString=text)["queryId"]
    for _ in range(100):
        result = logs.get_query_results(queryId=query_id)
        if result["status"] not in ("Scheduled", "Running"):
            return query_id, result
        time.sleep(0.3)
    raise AssertionError("the query does not end")


@check("logs: the CLI lists the log groups of the stacks and tails one")
def _():
    _, group = log_group()
    groups = aws("logs", "describe-log-groups", "--log-group-name-prefix", "/aws/lambda/")["logGroups"]
    tailed = run_cli("logs", "tail", group, "--since", "10m", "--filter-pattern", "ERROR")
    lines = tailed.stdout.strip().splitlines()
    assert len(groups) >= 5 and len(lines) == 2, (tailed.stdout, tailed.stderr)
    return lines[0]


@check("logs: filter patterns of all kinds, and one that is none")
def _():
    logs, group = log_group()

    def matching(pattern):
        return [event["message"] for event in logs.filter_log_events(logGroupName=group, filterPattern=pattern)["events"]]

    assert matching("?WARN ?INFO") == ['{"level":"INFO","ms":3}', "plain WARN 404"]
    assert matching("{ $.ms > 10 }") == ['{"level":"ERROR","ms":12}']
    assert matching("[word, level, status = 4*]") == ["plain WARN 404"]
    assert matching("%^plain ERR.R [0-9]{3}$%") == ["plain ERROR 500"]
    refusal(lambda: matching("{ $.ms >"), "InvalidParameterException")
    return "terms, selector, fields, regular expression"


@check("logs: an Insights query, its record, its fields and its place in the list")
def _():
    logs, group = log_group()
    query_id, result = run_query(logs, group, "fields level, ms | filter ms > 5")
    assert result["status"] == "Complete" and result["statistics"]["recordsScanned"] == 4, result
    row = {cell["field"]: cell["value"] for cell in only(result["results"])}
    record = logs.get_log_record(logRecordPointer=row["@ptr"])["logRecord"]
    assert record["@message"] == '{"level":"ERROR","ms":12}', record
    fields = {field["name"]: field["percent"] for field in logs.get_log_group_fields(logGroupName=group)["logGroupFields"]}
    assert fields["@message"] == 100 and fields["level"] == 50, fields
    listed = only(q for q in logs.describe_queries(logGroupName=group)["queries"] if q["queryId"] == query_id)
    assert listed["queryString"].startswith(f'SOURCE "{group}" START='), listed
    refusal(lambda: logs.stop_query(queryId=query_id), "InvalidParameterException", "not running")
    return listed["queryString"]


@check("logs: a malformed query and a missing log group")
def _():
    logs, group = log_group()
    malformed = refusal(lambda: run_query(logs, group, "filter level ="), "MalformedQueryException")
    assert malformed["queryCompileError"]["location"]["startCharOffset"] >= 0, malformed
    missing = refusal(lambda: run_query(logs, f"{group}-nowhere", "fields @message"), "ResourceNotFoundException", "does not exist")
    return f"{malformed['Error']['Message']}; {missing['Error']['Message']}"


# --- Lambda and the Scheduler


@check("lambda: the CLI lists functions and mappings and invokes one both ways")
def _():
    functions = aws("lambda", "list-functions")["Functions"]
    bot = only(f["FunctionName"] for f in functions if f["FunctionName"].endswith("-bot"))
    assert aws("lambda", "get-function", "--function-name", bot)["Configuration"]["State"] == "Active"
    mappings = aws("lambda", "list-event-source-mappings")["EventSourceMappings"]
    assert all(mapping["State"] == "Enabled" for mapping in mappings) and mappings, mappings
    awaited = run_cli("lambda", "invoke", "--function-name", bot, "/dev/stdout")
    assert '"StatusCode": 200' in awaited.stdout, (awaited.stdout, awaited.stderr)
    tail = client("lambda").invoke(FunctionName=bot, LogType="Tail")["LogResult"]
    assert "report" in base64.b64decode(tail).decode().lower(), tail
    event = run_cli("lambda", "invoke", "--function-name", bot, "--invocation-type", "Event", "/dev/null")
    assert '"StatusCode": 202' in event.stdout, (event.stdout, event.stderr)
    return f"{len(functions)} functions, {len(mappings)} mappings"


@check("lambda: a function that does not exist, and an operation that is missing")
def _():
    functions = client("lambda")
    refusal(lambda: functions.invoke(FunctionName=name("nowhere")), "ResourceNotFoundException", "Function not found")
    missing = refusal(
        lambda: functions.delete_function(FunctionName=name("nowhere")), "UnknownOperationException", "DeleteFunction", "lambda"
    )
    return missing["Error"]["Message"]


@check("scheduler: the CLI lists schedules and shows one")
def _():
    schedules = aws("scheduler", "list-schedules")["Schedules"]
    shown = aws("scheduler", "get-schedule", "--name", schedules[0]["Name"])
    refusal(lambda: client("scheduler").get_schedule(Name=name("nowhere")), "ResourceNotFoundException")
    return f"{shown['Name']}: {shown['ScheduleExpression']} {shown['ScheduleExpressionTimezone']}"


# --- Parameter Store and SES


@check("ssm: put, get with and without decryption, describe, history, delete")
def _():
    ssm = client("ssm")
    parameter = f"/{name('parameter')}"
    ssm.put_parameter(Name=parameter, Value="1", Type="SecureString")
    ssm.put_parameter(Name=parameter, Value="2", Type="SecureString", Overwrite=True)
    refusal(lambda: ssm.put_parameter(Name=parameter, Value="3", Type="SecureString"), "ParameterAlreadyExists")
    assert ssm.get_parameter(Name=parameter)["Parameter"]["Value"] != "2"
    assert ssm.get_parameter(Name=parameter, WithDecryption=True)["Parameter"]["Value"] == "2"
    both = ssm.get_parameters(Names=[parameter, f"{parameter}x"])
    assert both["InvalidParameters"] == [f"{parameter}x"], both
    filters = [{"Key": "Name", "Option": "BeginsWith", "Values": [parameter]}]
    assert only(ssm.describe_parameters(ParameterFilters=filters)["Parameters"])["Version"] == 2
    assert len(ssm.get_parameter_history(Name=parameter)["Parameters"]) == 2
    ssm.delete_parameter(Name=parameter)
    refusal(lambda: ssm.get_parameter(Name=parameter), "ParameterNotFound")
    return "2 versions"


@check("ses: the CLI sends an e-mail, and a broken address is refused")
def _():
    sent = aws(
        "sesv2",
        "send-email",
        "--from-email-address=Pulso <reports@example.com>",
        "--destination=ToAddresses=ada@example.com",
        '--content={"Simple":{"Subject":{"Data":"Grüße"},"Body":{"Text":{"Data":"hello"}}}}',
    )
    content = {"Simple": {"Subject": {"Data": "x"}, "Body": {"Text": {"Data": "x"}}}}
    refusal(
        lambda: client("sesv2").send_email(
            FromEmailAddress="nobody", Destination={"ToAddresses": ["ada@example.com"]}, Content=content
        ),
        "BadRequestException",
    )
    return sent["MessageId"]


# --- What is not there


@check("services that are not emulated are named in the words that their clients read")
def _():
    named = []
    for service, call, operation in [
        ("s3", lambda s: s.list_buckets(), "GET /"),
        ("sns", lambda s: s.list_topics(), "ListTopics"),
        ("ec2", lambda s: s.describe_instances(), "DescribeInstances"),
        ("events", lambda s: s.list_rules(), "ListRules"),
    ]:
        refusal(lambda call=call, service=service: call(client(service)), "UnknownOperationException", operation, service)
        named.append(service)
    return ", ".join(named)


@check("keys that nobody owns are refused")
def _():
    stranger = boto3.client("sqs", aws_access_key_id="AKIAREAL", aws_secret_access_key="x", aws_session_token=None)
    refusal(stranger.list_queues, "UnrecognizedClientException", "security token")
    return "UnrecognizedClientException"


def main():
    if "AWS_ENDPOINT_URL" not in os.environ:
        print("AWS_ENDPOINT_URL is not set: read the variables of npm start first.", file=sys.stderr)
        return 2
    version = run_cli("--version").stdout.split()[0]
    print(f"{version}, boto3/{boto3.__version__} at {os.environ['AWS_ENDPOINT_URL']}")
    failed = 0
    for title, function in checks:
        try:
            print(f"ok    {title}: {function()}", flush=True)
        except Exception as error:  # pylint: disable=broad-except
            failed += 1
            print(f"FAIL  {title}: {type(error).__name__}: {error}", flush=True)
    for cleanup in reversed(cleanups):
        try:
            cleanup()
        except ClientError as error:
            failed += 1
            print(f"FAIL  cleaning up: {error}", flush=True)
    print(f"{len(checks) - min(failed, len(checks))} of {len(checks)} checks passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
