"""Who calls, and who may not."""

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


@check("sts", "boto3", "keys that nobody owns are refused by every service")
def _():
    def stranger(service):
        return boto3.client(service, aws_access_key_id="AKIAREAL", aws_secret_access_key="x", aws_session_token=None)

    # Each kind of protocol has its own word for it.
    unknown = {"sqs": "UnrecognizedClientException", "logs": "UnrecognizedClientException"}
    unknown.update({"dynamodb": "UnrecognizedClientException", "sts": "InvalidClientTokenId"})
    calls = {"sqs": "list_queues", "logs": "describe_log_groups", "dynamodb": "list_tables", "sts": "get_caller_identity"}
    seen = []
    for service, code in unknown.items():
        status = 403 if service in ("sqs", "sts") else 400
        answer = refused(getattr(stranger(service), calls[service]), code, "security token", status=status)
        seen.append(f"{service} {answer['Error']['Code']}")
    return ", ".join(seen)


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
