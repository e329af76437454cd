"""Amazon CloudWatch Logs: groups, streams, events and filter patterns."""

import functools
import time

from aws import cli, cli_refused, client, pages, refused
from checks import RUN, afterwards, check, named, only

MESSAGES = ('{"level":"ERROR","ms":12}', '{"level":"INFO","ms":3}', "plain ERROR 500", "plain WARN 404")


def create_group(base):
    """A log group with a stream, which is deleted at the end."""
    group = f"/{named(base)}"
    logs = client("logs")
    logs.create_log_group(logGroupName=group, tags={"run": RUN})
    afterwards(lambda: logs.delete_log_group(logGroupName=group))
    logs.create_log_stream(logGroupName=group, logStreamName="one")
    return group


def put(group, *messages):
    now = int(time.time() * 1000)
    events = [{"timestamp": now + index, "message": message} for index, message in enumerate(messages)]
    return client("logs").put_log_events(logGroupName=group, logStreamName="one", logEvents=events)


@functools.lru_cache(None)
def log_group():
    """A log group of this run with four events, created once."""
    group = create_group("group")
    put(group, *MESSAGES)
    return group


@check("logs", "aws", "lists the log groups of the stacks, and the streams and events of one")
def _():
    groups = cli("logs", "describe-log-groups", "--log-group-name-prefix", "/aws/lambda/", "--page-size", "2")["logGroups"]
    assert len(groups) >= 5, groups
    stream = only(cli("logs", "describe-log-streams", "--log-group-name", log_group())["logStreams"])
    place = ["--log-group-name", log_group(), "--log-stream-name", stream["logStreamName"]]
    events = cli("logs", "get-log-events", *place, "--start-from-head")["events"]
    assert tuple(event["message"] for event in events) == MESSAGES, events
    return f"{len(groups)} log groups"


@check("logs", "boto3", "lists groups, streams and events by pages")
def _():
    group = create_group("pages")
    for name in ("two", "three"):
        client("logs").create_log_stream(logGroupName=group, logStreamName=name)
    streams = pages("logs", "describe_log_streams", size=1, logGroupName=group)
    names = [stream["logStreamName"] for page in streams for stream in page["logStreams"]]
    assert names == ["one", "three", "two"], names
    groups = pages("logs", "describe_log_groups", size=1, logGroupNamePrefix=f"/check-{RUN}")
    assert group in [found["logGroupName"] for page in groups for found in page["logGroups"]], groups
    put(group, *(f"event {index}" for index in range(25)))
    filtered = pages("logs", "filter_log_events", size=10, logGroupName=group)
    assert sum(len(page["events"]) for page in filtered) == 25 and len(filtered) >= 3, len(filtered)
    return f"{len(streams)}, {len(groups)} and {len(filtered)} pages"


@check("logs", "boto3", "filter patterns of terms and of JSON, and one that is none")
def _():
    def matching(pattern):
        found = client("logs").filter_log_events(logGroupName=log_group(), filterPattern=pattern)
        return [event["message"] for event in found["events"]]

    assert matching("?WARN ?INFO") == ['{"level":"INFO","ms":3}', "plain WARN 404"]
    assert matching("{ $.ms > 10 }") == ['{"level":"ERROR","ms":12}']
    refused(lambda: matching("[word, level, status = 4*]"), "InvalidParameterException", "not emulated")
    refused(lambda: matching("%^plain ERR.R [0-9]{3}$%"), "InvalidParameterException", "not emulated")
    answer = refused(lambda: matching("{ $.ms >"), "InvalidParameterException")
    return answer["Error"]["Message"]


@check("logs", "boto3", "events too old, too new and out of order")
def _():
    logs, group = client("logs"), create_group("rejected")
    now, hour = int(time.time() * 1000), 60 * 60 * 1000

    def put_at(*hours):
        events = [{"timestamp": now + offset * hour, "message": "x"} for offset in hours]
        return logs.put_log_events(logGroupName=group, logStreamName="one", logEvents=events)

    old = put_at(-15 * 24)["rejectedLogEventsInfo"]
    new = put_at(0, 3)["rejectedLogEventsInfo"]
    assert old == {"tooOldLogEventEndIndex": 1} and new == {"tooNewLogEventStartIndex": 1}, (old, new)
    refused(lambda: put_at(0, -1), "InvalidParameterException", "chronological order")
    answer = refused(lambda: put_at(-25, 0), "InvalidParameterException", "24 hours")
    return answer["Error"]["Message"]


@check("logs", "aws", "a group that exists, one that does not, a name that is none")
def _():
    create = ["logs", "create-log-group", "--log-group-name"]
    cli_refused("ResourceAlreadyExistsException", "CreateLogGroup", arguments=[*create, log_group()])
    cli_refused("InvalidParameterException", "CreateLogGroup", arguments=[*create, "a b"])
    nowhere = ["logs", "filter-log-events", "--log-group-name", f"/{named('nowhere')}"]
    return cli_refused("ResourceNotFoundException", "FilterLogEvents", "does not exist", arguments=nowhere)
