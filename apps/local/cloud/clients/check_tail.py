"""Amazon CloudWatch Logs: aws logs tail."""

import contextlib
import queue
import signal
import subprocess
import threading
import time

from aws import cli_refused, cli_version, command_line, environment, run_cli
from check_lambda import bot
from check_logs import create_group, log_group, put
from checks import Skipped, check, named

TAIL = "tail a log group"

FOLLOW_SECONDS = 40
"""The AWS CLI asks every five seconds."""


def tail(group, *options):
    """The arguments of aws logs tail."""
    if cli_version().startswith("1."):
        raise Skipped("version 1 of the AWS CLI has no logs tail")
    return ["logs", "tail", group, *options]


@check("logs", "aws", "tails what a filter pattern finds", TAIL)
def _():
    tailed = run_cli(*tail(log_group(), "--since", "10m", "--filter-pattern", "ERROR", "--format", "short"))
    lines = tailed.stdout.strip().splitlines()
    assert len(lines) == 2 and "plain ERROR 500" in lines[1], (tailed.stdout, tailed.stderr)
    return lines[1]


@check("logs", "aws", "follows a log group while events come, until it is stopped", TAIL)
def _():
    group = create_group("tail")
    put(group, "before the tail")
    with following(group) as lines:
        wait_for(lines, "before the tail")
        put(group, "while it follows")
        seen = wait_for(lines, "while it follows")
        put(group, "and once more")
        wait_for(lines, "and once more")
    return seen


@check("logs", "aws", "follows a function of the stacks while it is invoked", TAIL)
def _():
    function = bot()
    with following(f"/aws/lambda/{function}") as lines:
        invoked = run_cli("lambda", "invoke", "--function-name", function, "/dev/null")
        assert '"StatusCode": 200' in invoked.stdout, invoked.stderr
        return wait_for(lines, '"type":"platform.report"', "REPORT RequestId")


@check("logs", "aws", "tails no log group that is missing", TAIL)
def _():
    arguments = tail(f"/{named('nowhere')}")
    return cli_refused("ResourceNotFoundException", "FilterLogEvents", "does not exist", arguments=arguments)


@contextlib.contextmanager
def following(group):
    """The lines that aws logs tail --follow prints, which ends behind."""
    process = subprocess.Popen(
        command_line(*tail(group, "--follow", "--since", "1m")),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**environment(), "PYTHONUNBUFFERED": "1"},
        # Ctrl-C of a terminal is for the checks; they then end it.
        start_new_session=True,
    )
    lines = queue.Queue()
    reader = threading.Thread(target=read, args=(process.stdout, lines), daemon=True)
    reader.start()
    try:
        yield lines
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        reader.join(10)
        process.stdout.close()


def read(stream, lines):
    """Puts lines into a queue, and None behind the last."""
    for line in stream:
        lines.put(line.rstrip())
    lines.put(None)


def wait_for(lines, *texts):
    """The first line that has one of the texts."""
    deadline = time.monotonic() + FOLLOW_SECONDS
    seen = []
    while True:
        try:
            line = lines.get(timeout=max(0, deadline - time.monotonic()))
        except queue.Empty:
            raise AssertionError(f"no {texts} in {FOLLOW_SECONDS} s, but {seen}") from None
        assert line is not None, f"it has ended by itself: {seen}"
        seen.append(line)
        if any(text in line for text in texts):
            return line
