"""Who calls, and who may not."""

import os

import boto3

from aws import cli, client, refused, run_cli
from checks import check


@check("sts", "aws", "tells who calls")
def _():
    identity = cli("sts", "get-caller-identity")
    assert identity["Arn"].endswith("administrator"), identity
    assert identity["Account"] in identity["Arn"], identity
    return identity["Arn"]


@check("sts", "boto3", "the same, and what it has no code for")
def _():
    answer = refused(lambda: client("sts").get_session_token(), "UnknownOperationException", "GetSessionToken", "sts")
    assert client("sts").get_caller_identity()["Arn"].endswith("administrator")
    return answer["Error"]["Message"]


@check("sts", "boto3", "keys that belong to no user are refused by every service")
def _():
    def stranger(service):
        return boto3.client(service, aws_access_key_id="AKIAREAL", aws_secret_access_key="x", aws_session_token=None)

    # Each kind of protocol has its own word or status for it.
    seen = []
    for service, operation, code, status in (
        ("sts", "get_caller_identity", "InvalidClientTokenId", 403),
        ("sqs", "list_queues", "InvalidClientTokenId", 403),
        ("dynamodb", "list_tables", "UnrecognizedClientException", 400),
        ("logs", "describe_log_groups", "UnrecognizedClientException", 400),
        ("ssm", "describe_parameters", "UnrecognizedClientException", 400),
        ("lambda", "list_functions", "UnrecognizedClientException", 403),
    ):
        refused(getattr(stranger(service), operation), code, "security token included in the request", status=status)
        seen.append(f"{service} {status}")
    return ", ".join(seen)


@check("sts", "boto3", "a wrong secret and another region are refused")
def _():
    def refusal(service, call, code, status, **settings):
        one = boto3.client(service, **settings)
        return refused(getattr(one, call), code, status=status)["Error"]["Message"]

    secret = {"aws_secret_access_key": "wrong", "aws_access_key_id": os.environ["AWS_ACCESS_KEY_ID"]}
    mismatch = refusal("sts", "get_caller_identity", "SignatureDoesNotMatch", 403, **secret)
    assert "signature we calculated does not match" in mismatch, mismatch
    refusal("dynamodb", "list_tables", "InvalidSignatureException", 400, **secret)
    return refusal("logs", "describe_log_groups", "InvalidSignatureException", 400, region_name="us-west-2")


@check("sts", "aws", "says which service and operation are not emulated")
def _():
    printed = []
    for arguments, operation in (
        (["s3api", "list-buckets"], "ListBuckets"),
        (["sns", "list-topics"], "ListTopics"),
        (["ec2", "describe-instances"], "DescribeInstances"),
        (["events", "list-rules"], "ListRules"),
        (["lambda", "delete-function", "--function-name", "x"], "DeleteFunction"),
    ):
        done = run_cli(*arguments)
        assert f"(UnknownOperationException) when calling the {operation} operation" in done.stderr, done.stderr
        printed.append(arguments[0])
    return ", ".join(printed)
