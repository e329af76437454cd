"""Amazon CloudWatch Logs: aws logs tail."""

import contextlib
import queue
import signal
import subprocess
import threading
import time

from aws import cli_refused, command_line, environment, run_cli
from check_logs import create_group, log_group, put
from checks import check, named

TAIL = "tail a log group"

FOLLOW_SECONDS = 40
"""The AWS CLI asks every five seconds."""


@check("logs", "aws", "tails what a filter pattern finds", TAIL)
def _():
    tailed = run_cli("logs", "tail", log_group(), "--since", "10m", "--filter-pattern", "ERROR", "--format", "short")
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
    group = "/aws/lambda/pulso-local-bot"
    with following(group) as lines:
        invoked = run_cli("lambda", "invoke", "--function-name", group.rsplit("/", 1)[1], "/dev/null")
        assert '"StatusCode": 200' in invoked.stdout, invoked.stderr
        return wait_for(lines, '"type":"platform.report"', "REPORT RequestId")


@check("logs", "aws", "tails no log group that is missing", TAIL)
def _():
    command = ["logs", "tail", f"/{named('nowhere')}"]
    return cli_refused("ResourceNotFoundException", "FilterLogEvents", "does not exist", arguments=command)


@contextlib.contextmanager
def following(group):
    """The lines that aws logs tail --follow prints, which ends behind."""
    command = command_line("logs", "tail", group, "--follow", "--since", "1m")
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**environment(), "PYTHONUNBUFFERED": "1"},
        # Ctrl-C of a terminal is for the checks; they then end it.
        start_new_session=True,
    )
    lines = queue.Queue()
    reader = threading.Thread(target=lambda: [lines.put(line) for line in process.stdout], daemon=True)
    reader.start()
    try:
        yield lines
        assert process.poll() is None, f"it has ended by itself with {process.returncode}"
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        reader.join(10)
        process.stdout.close()


def wait_for(lines, *texts):
    """The first line that has one of the texts."""
    deadline = time.monotonic() + FOLLOW_SECONDS
    seen = []
    while True:
        try:
            seen.append(lines.get(timeout=max(0, deadline - time.monotonic())).rstrip())
        except queue.Empty:
            raise AssertionError(f"no {texts} in {FOLLOW_SECONDS} s, but {seen}") from None
        if any(text in seen[-1] for text in texts):
            return seen[-1]
