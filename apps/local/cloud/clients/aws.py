"""The AWS CLI and boto3, pointed at the local cloud by the variables of npm start."""

import functools
import json
import os
import subprocess

import boto3
from botocore.exceptions import ClientError

import tools


@functools.lru_cache(None)
def client(service):
    """A client of boto3."""
    return boto3.client(service)


def cli(*arguments):
    """Runs the AWS CLI. Returns its answer as JSON, or None when it printed nothing."""
    done = run_cli(*arguments)
    assert done.returncode == 0, done.stderr.strip()
    return json.loads(done.stdout) if done.stdout.strip() else None


def run_cli(*arguments):
    """Runs the AWS CLI, whatever comes of it."""
    return subprocess.run(
        command_line(*arguments), capture_output=True, text=True, env=environment(), timeout=120, check=False
    )


def command_line(*arguments):
    """Version 1 of the AWS CLI does not take AWS_ENDPOINT_URL for every service."""
    first = ["--endpoint-url", os.environ["AWS_ENDPOINT_URL"]] if cli_version().startswith("1.") else []
    return [tools.aws_program(), *first, "--output", "json", *arguments]


@functools.lru_cache(None)
def cli_version():
    return tools.aws_version()


def environment():
    """Without a pager, and without a look for credentials that a machine of AWS would have."""
    return {**os.environ, "AWS_PAGER": "", "AWS_EC2_METADATA_DISABLED": "true"}


def refused(call, code, *texts, status=400):
    """Expects that a call of boto3 is refused with an error code, and with texts in the message. Returns the answer."""
    try:
        call()
    except ClientError as error:
        answer = error.response
        found = answer["Error"]
        assert found["Code"] == code, f"{found['Code']} instead of {code}: {found['Message']}"
        found_status = answer["ResponseMetadata"]["HTTPStatusCode"]
        assert found_status == status, f"HTTP status {found_status} instead of {status} of {code}"
        for text in texts:
            assert text in found["Message"], f"{text!r} is not in {found['Message']!r}"
        return answer
    raise AssertionError(f"was not refused with {code}")


def cli_refused(code, operation, *texts, arguments):
    """Expects that the AWS CLI is refused, and ends with the status of a refusal. Returns what it printed."""
    done = run_cli(*arguments)
    printed = done.stderr.strip()
    assert done.returncode in (254, 255), f"exit status {done.returncode}: {printed or done.stdout}"
    expected = f"An error occurred ({code}) when calling the {operation} operation"
    assert expected in printed, f"{expected!r} is not in {printed!r}"
    for text in texts:
        assert text in printed, f"{text!r} is not in {printed!r}"
    return printed


def pages(service, operation, size=None, **arguments):
    """Every page of a paginator."""
    config = {} if size is None else {"PageSize": size}
    return list(client(service).get_paginator(operation).paginate(PaginationConfig=config, **arguments))
