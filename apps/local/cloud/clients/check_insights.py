"""Amazon CloudWatch Logs: Insights queries."""

import json
import time

from aws import cli, cli_refused, client, pages, refused
from check_logs import log_group
from checks import check, named, only

GOOD, MALFORMED = "run an Insights query", "run a malformed Insights query"
MISSING = "run an Insights query of a missing log group"
RUNNING = ("Scheduled", "Running")


def window():
    """From ten minutes ago, epoch seconds."""
    now = int(time.time())
    return now - 600, now + 60


def start(text, group):
    begin, end = window()
    started = client("logs").start_query(logGroupName=group, startTime=begin, endTime=end, queryString=text)
    return started["queryId"]


def start_command(text, group):
    begin, end = window()
    times = ["--start-time", str(begin), "--end-time", str(end)]
    return ["logs", "start-query", "--log-group-names", group, *times, "--query-string", text]


def finished(results_of):
    """Asks for results until there is nothing to wait for; ten times a second are allowed."""
    for _ in range(100):
        result = results_of()
        if result["status"] not in RUNNING:
            return result
        time.sleep(0.2)
    raise AssertionError("the query does not end")


def rows(result):
    assert result["status"] == "Complete", result
    return [{cell["field"]: cell["value"] for cell in row} for row in result["results"]]


@check("logs", "aws", "counts by level in an Insights query", GOOD)
def _():
    text = "filter ispresent(level) | stats count(*) as n, max(ms) as slowest by level | sort slowest desc"
    query_id = cli(*start_command(text, log_group()))["queryId"]
    found = rows(finished(lambda: cli("logs", "get-query-results", "--query-id", query_id)))
    assert found == [{"level": "ERROR", "n": "1", "slowest": "12"}, {"level": "INFO", "n": "1", "slowest": "3"}], found
    return found


@check("logs", "boto3", "an Insights query, its record, its fields and its place in the list", GOOD)
def _():
    logs, group = client("logs"), log_group()
    query_id = start("fields level, ms | filter ms > 5", group)
    result = finished(lambda: logs.get_query_results(queryId=query_id))
    assert result["statistics"]["recordsScanned"] == 4 and result["statistics"]["recordsMatched"] == 1, result
    row = only(rows(result))
    record = logs.get_log_record(logRecordPointer=row["@ptr"])["logRecord"]
    assert record["@message"] == '{"level":"ERROR","ms":12}', record
    fields = {field["name"]: field["percent"] for field in logs.get_log_group_fields(logGroupName=group)["logGroupFields"]}
    assert fields["@message"] == 100 and fields["level"] == 50, fields
    listed = [query for page in pages("logs", "describe_queries", size=1, logGroupName=group) for query in page["queries"]]
    found = only(query for query in listed if query["queryId"] == query_id)
    assert found["queryString"].startswith(f'SOURCE "{group}" START='), found
    refused(lambda: logs.stop_query(queryId=query_id), "InvalidParameterException", "not running")
    return f"{row['level']} {row['ms']}, one of {len(listed)} queries"


@check("logs", "boto3", "parses, groups by time and limits in Insights queries", GOOD)
def _():
    logs, group = client("logs"), log_group()

    def query(text):
        query_id = start(text, group)
        return rows(finished(lambda: logs.get_query_results(queryId=query_id)))

    parsed = query('parse @message "plain * *" as word, code | filter ispresent(code) | fields word, code | sort code asc')
    assert [(row["word"], row["code"]) for row in parsed] == [("WARN", "404"), ("ERROR", "500")], parsed
    assert len(query("fields @timestamp | limit 2")) == 2
    binned = query("stats count(*) as n by bin(1h)")
    assert sum(int(row["n"]) for row in binned) == 4, binned
    return f"{parsed[0]['word']} {parsed[0]['code']}"


@check("logs", "aws", "a malformed Insights query is refused with the place", MALFORMED)
def _():
    printed = cli_refused("MalformedQueryException", "StartQuery", arguments=start_command("filter level =", log_group()))
    return printed


@check("logs", "boto3", "malformed Insights queries tell where, character by character", MALFORMED)
def _():
    texts = ("filter level =", "fields", "bogus x", "stats count(* by x", "fields @message | limit 100001", "parse @message")
    for text in texts:
        answer = refused(lambda text=text: start(text, log_group()), "MalformedQueryException")
        location = answer["queryCompileError"]["location"]
        assert 0 <= location["startCharOffset"] <= location["endCharOffset"] <= len(text), (text, location)
    return json.dumps({"last": location, "message": answer["queryCompileError"]["message"]})


@check("logs", "aws", "an Insights query of a missing log group is refused", MISSING)
def _():
    command = start_command("fields @message", f"/{named('nowhere')}")
    return cli_refused("ResourceNotFoundException", "StartQuery", "does not exist", arguments=command)


@check("logs", "boto3", "an Insights query of a missing log group, results of no query", MISSING)
def _():
    answer = refused(
        lambda: start("fields @message", f"/{named('nowhere')}"), "ResourceNotFoundException", "does not exist"
    )
    nobody = "12345678-1234-1234-1234-123456789012"
    refused(lambda: client("logs").get_query_results(queryId=nobody), "ResourceNotFoundException")
    begin, end = window()
    refused(
        lambda: client("logs").start_query(logGroupName=log_group(), startTime=end, endTime=begin, queryString="limit 1"),
        "InvalidParameterException",
    )
    return answer["Error"]["Message"]
