"""Amazon SQS: FIFO queues and the policies of queues."""

import json

from aws import cli, client, refused
from check_sqs import create_queue
from checks import check, only


@check("sqs", "boto3", "a FIFO queue keeps the order of a group and takes nothing twice")
def _():
    sqs = client("sqs")
    url = create_queue("orders.fifo", FifoQueue="true")
    for body in ("first", "second", "first"):
        sqs.send_message(QueueUrl=url, MessageBody=body, MessageGroupId="a", MessageDeduplicationId=body)
    bodies = [message["Body"] for message in sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]]
    assert bodies == ["first", "second"], bodies
    assert "Messages" not in sqs.receive_message(QueueUrl=url)
    refused(lambda: sqs.send_message(QueueUrl=url, MessageBody="x"), "MissingParameter", "MessageGroupId")
    return ", ".join(bodies)


@check("sqs", "aws", "adds a permission to a queue; a policy that is none is refused")
def _():
    url = create_queue("shared")
    account = cli("sts", "get-caller-identity")["Account"]
    permission = ["--label", "all", "--aws-account-ids", account, "--actions", "SendMessage"]
    cli("sqs", "add-permission", "--queue-url", url, *permission)
    policy = cli("sqs", "get-queue-attributes", "--queue-url", url, "--attribute-names", "Policy")["Attributes"]["Policy"]
    statement = only(json.loads(policy)["Statement"])
    assert (statement["Sid"], statement["Action"]) == ("all", "SQS:SendMessage"), statement
    broken = {"Policy": "{"}
    refused(lambda: client("sqs").set_queue_attributes(QueueUrl=url, Attributes=broken), "InvalidAttributeValue", "Policy")
    return policy
