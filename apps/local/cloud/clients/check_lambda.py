"""AWS Lambda and Amazon EventBridge Scheduler, which have what the stacks declare."""

import base64
import json

from aws import cli, cli_refused, client, pages, refused, run_cli
from checks import check, named, only


def bot():
    functions = cli("lambda", "list-functions", "--page-size", "2")["Functions"]
    return only(f["FunctionName"] for f in functions if f["FunctionName"].endswith("-bot"))


@check("lambda", "aws", "lists functions and mappings, waits for a function")
def _():
    name = bot()
    cli("lambda", "wait", "function-active-v2", "--function-name", name)
    assert cli("lambda", "get-function", "--function-name", name)["Configuration"]["State"] == "Active"
    mappings = cli("lambda", "list-event-source-mappings")["EventSourceMappings"]
    assert all(mapping["State"] == "Enabled" for mapping in mappings) and mappings, mappings
    return f"{name}, {len(mappings)} mappings"


@check("lambda", "aws", "invokes a function and waits, and without waiting")
def _():
    payload = ["--payload", '{"requestContext":{"http":{"method":"GET","path":"/"}},"headers":{}}']
    if not run_cli("--version").stdout.startswith("aws-cli/1."):
        payload += ["--cli-binary-format", "raw-in-base64-out"]
    awaited = run_cli("lambda", "invoke", "--function-name", bot(), *payload, "/dev/stdout")
    assert '"StatusCode": 200' in awaited.stdout, (awaited.stdout, awaited.stderr)
    event = run_cli("lambda", "invoke", "--function-name", bot(), "--invocation-type", "Event", "/dev/null")
    assert '"StatusCode": 202' in event.stdout, (event.stdout, event.stderr)
    return awaited.stdout.split("}")[0]


@check("lambda", "boto3", "invokes with the end of the log, and dry")
def _():
    functions, name = client("lambda"), bot()
    answer = functions.invoke(FunctionName=name, LogType="Tail", Payload=b"{}")
    json.loads(answer["Payload"].read() or b"null")
    tail = base64.b64decode(answer["LogResult"]).decode()
    assert "report" in tail.lower(), tail
    assert functions.invoke(FunctionName=name, InvocationType="DryRun")["StatusCode"] == 204
    return tail.strip().splitlines()[-1]


@check("lambda", "boto3", "lists by pages, and waits in every way")
def _():
    name = bot()
    listed = pages("lambda", "list_functions", size=2)
    names = [function["FunctionName"] for page in listed for function in page["Functions"]]
    assert name in names and len(set(names)) == len(names) >= 5, names
    assert pages("lambda", "list_event_source_mappings", size=1)
    for waiter in ("function_exists", "function_active", "function_active_v2", "function_updated", "function_updated_v2"):
        client("lambda").get_waiter(waiter).wait(FunctionName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 3})
    return f"{len(names)} functions on {len(listed)} pages"


@check("lambda", "boto3", "a function that does not exist, a payload that is no JSON, an operation that is missing")
def _():
    functions = client("lambda")
    refused(
        lambda: functions.invoke(FunctionName=named("nowhere")), "ResourceNotFoundException", "Function not found", status=404
    )
    refused(
        lambda: functions.invoke(FunctionName=bot(), Payload=b"{"), "InvalidRequestContentException", "Could not parse"
    )
    missing = refused(
        lambda: functions.delete_function(FunctionName=bot()), "UnknownOperationException", "DELETE /", "lambda"
    )
    return missing["Error"]["Message"]


@check("scheduler", "aws", "lists schedules and shows one")
def _():
    schedules = cli("scheduler", "list-schedules")["Schedules"]
    shown = cli("scheduler", "get-schedule", "--name", schedules[0]["Name"])
    nowhere = ["scheduler", "get-schedule", "--name", named("nowhere")]
    cli_refused("ResourceNotFoundException", "GetSchedule", "does not exist", arguments=nowhere)
    return f"{shown['Name']}: {shown['ScheduleExpression']} {shown['ScheduleExpressionTimezone']}"


@check("scheduler", "boto3", "lists schedules by pages")
def _():
    names = [schedule["Name"] for page in pages("scheduler", "list_schedules", size=1) for schedule in page["Schedules"]]
    assert len(names) >= 2, names
    refused(
        lambda: client("scheduler").get_schedule(Name=named("nowhere")), "ResourceNotFoundException", status=404
    )
    return ", ".join(names)
