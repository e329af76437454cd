"""Amazon SQS."""

import json

from aws import cli, cli_refused, client, pages, refused
from checks import afterwards, check, named, only

LIST, DEAD = "list queues", "send and receive with a dead-letter queue"


def create_queue(base, **attributes):
    """A queue that is deleted at the end."""
    url = client("sqs").create_queue(QueueName=named(base), Attributes=attributes)["QueueUrl"]
    afterwards(lambda: client("sqs").delete_queue(QueueUrl=url))
    return url


def attribute(url, name):
    return client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=[name])["Attributes"][name]


def queue_with_dead_letters(base):
    """Two queues: what is received once from the first and not deleted goes to the second."""
    dead = create_queue(f"{base}-dead")
    policy = json.dumps({"deadLetterTargetArn": attribute(dead, "QueueArn"), "maxReceiveCount": "1"})
    return create_queue(base, RedrivePolicy=policy, VisibilityTimeout="0"), dead


@check("sqs", "aws", "lists the queues of the stacks", LIST)
def _():
    urls = cli("sqs", "list-queues")["QueueUrls"]
    assert any("query-jobs" in url for url in urls), urls
    url = cli("sqs", "get-queue-url", "--queue-name", urls[0].rsplit("/", 1)[1])["QueueUrl"]
    assert url == urls[0], url
    return f"{len(urls)} queues"


@check("sqs", "boto3", "lists queues by prefix and by pages", LIST)
def _():
    created = {create_queue(f"list-{index}") for index in range(3)}
    found = pages("sqs", "list_queues", size=2, QueueNamePrefix=named("list-"))
    urls = [url for page in found for url in page.get("QueueUrls", [])]
    assert set(urls) == created and len(urls) == 3 and len(found) == 2, found
    return f"{len(urls)} queues on {len(found)} pages"


@check("sqs", "aws", "a message that no consumer deletes becomes a dead letter", DEAD)
def _():
    work, dead = queue_with_dead_letters("cli")
    sent = cli("sqs", "send-message", "--queue-url", work, "--message-body", "Grüße 🎉")
    received = only(cli("sqs", "receive-message", "--queue-url", work)["Messages"])
    assert received["MessageId"] == sent["MessageId"] and received["Body"] == "Grüße 🎉", received
    assert cli("sqs", "receive-message", "--queue-url", work) is None
    letter = only(cli("sqs", "receive-message", "--queue-url", dead, "--attribute-names", "All")["Messages"])
    assert letter["MessageId"] == sent["MessageId"], letter
    assert letter["Attributes"]["ApproximateReceiveCount"] == "2", letter
    assert letter["Attributes"]["DeadLetterQueueSourceArn"] == attribute(work, "QueueArn"), letter
    cli("sqs", "delete-message", "--queue-url", dead, "--receipt-handle", letter["ReceiptHandle"])
    return f"{letter['Body']}, received {letter['Attributes']['ApproximateReceiveCount']} times"


@check("sqs", "boto3", "a dead letter moves back to its queue, and is deleted there", DEAD)
def _():
    sqs = client("sqs")
    work, dead = queue_with_dead_letters("work")
    kind = {"DataType": "String", "StringValue": "test"}
    sent = sqs.send_message(QueueUrl=work, MessageBody="Grüße 🎉", MessageAttributes={"kind": kind})
    first = only(sqs.receive_message(QueueUrl=work, MessageAttributeNames=["All"])["Messages"])
    assert first["MessageId"] == sent["MessageId"] and first["MessageAttributes"]["kind"] == kind, first
    assert "Messages" not in sqs.receive_message(QueueUrl=work)
    assert attribute(dead, "ApproximateNumberOfMessages") == "1"
    sources = pages("sqs", "list_dead_letter_source_queues", QueueUrl=dead)
    assert only(url for page in sources for url in page["queueUrls"]) == work, sources
    arn = attribute(dead, "QueueArn")
    sqs.start_message_move_task(SourceArn=arn)
    task = only(sqs.list_message_move_tasks(SourceArn=arn)["Results"])
    assert task["Status"] == "COMPLETED" and task["ApproximateNumberOfMessagesMoved"] == 1, task
    # The queue's visibility timeout is over at once, and the handle still counts.
    again = only(sqs.receive_message(QueueUrl=work)["Messages"])
    sqs.delete_message(QueueUrl=work, ReceiptHandle=again["ReceiptHandle"])
    assert "Messages" not in sqs.receive_message(QueueUrl=work)
    return f"{again['Body']} came back"


@check("sqs", "boto3", "visibility, long polls and attributes")
def _():
    sqs = client("sqs")
    url = create_queue("visible", VisibilityTimeout="30")
    sqs.send_message(QueueUrl=url, MessageBody="x")
    first = only(sqs.receive_message(QueueUrl=url)["Messages"])
    assert attribute(url, "ApproximateNumberOfMessagesNotVisible") == "1"
    sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=first["ReceiptHandle"], VisibilityTimeout=0)
    second = only(sqs.receive_message(QueueUrl=url, WaitTimeSeconds=2, AttributeNames=["All"])["Messages"])
    assert second["Attributes"]["ApproximateReceiveCount"] == "2", second
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"DelaySeconds": "5"})
    return f"delay {attribute(url, 'DelaySeconds')} s"


@check("sqs", "boto3", "batches tell which entries were refused, purges wait a minute")
def _():
    sqs = client("sqs")
    url = create_queue("batch")
    entries = [{"Id": "a", "MessageBody": "x"}, {"Id": "b", "MessageBody": "x", "DelaySeconds": 901}]
    answer = sqs.send_message_batch(QueueUrl=url, Entries=entries)
    assert [only(answer["Successful"])["Id"], only(answer["Failed"])["Id"]] == ["a", "b"], answer
    sqs.purge_queue(QueueUrl=url)
    refused(
        lambda: sqs.purge_queue(QueueUrl=url), "AWS.SimpleQueueService.PurgeQueueInProgress", "60 seconds", status=403
    )
    return answer["Failed"][0]["Message"]


@check("sqs", "aws", "a queue that does not exist, a name that is none, an attribute that is none")
def _():
    gone = "AWS.SimpleQueueService.NonExistentQueue"
    cli_refused(gone, "GetQueueUrl", arguments=["sqs", "get-queue-url", "--queue-name", named("nowhere")])
    cli_refused("InvalidParameterValue", "CreateQueue", arguments=["sqs", "create-queue", "--queue-name", "a b"])
    url = create_queue("refusals")
    command = ["sqs", "set-queue-attributes", "--queue-url", url, "--attributes", "VisibilityTimeout=43201"]
    return cli_refused("InvalidAttributeValue", "SetQueueAttributes", arguments=command)


@check("sqs", "boto3", "a queue that does not exist, a handle that is none, a batch of too many")
def _():
    sqs = client("sqs")
    url = create_queue("errors")
    nowhere = f"{url}-nowhere"
    gone = "AWS.SimpleQueueService.NonExistentQueue"
    answer = refused(lambda: sqs.send_message(QueueUrl=nowhere, MessageBody="x"), gone)
    # Clients of the older protocol knew the error by this class; boto3 still raises it.
    assert issubclass(sqs.exceptions.QueueDoesNotExist, sqs.exceptions.ClientError)
    refused(lambda: sqs.delete_message(QueueUrl=url, ReceiptHandle="x"), "ReceiptHandleIsInvalid", status=404)
    entries = [{"Id": str(index), "MessageBody": "x"} for index in range(11)]
    many = "AWS.SimpleQueueService.TooManyEntriesInBatchRequest"
    refused(lambda: sqs.send_message_batch(QueueUrl=url, Entries=entries), many, "10")
    refused(lambda: sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=11), "InvalidParameterValue")
    return answer["Error"]["Message"]


@check("sqs", "boto3", "FIFO queues, policies and tags are refused by name")
def _():
    sqs = client("sqs")
    lacking = "AWS.SimpleQueueService.UnsupportedOperation"
    fifo = {"FifoQueue": "true"}
    answer = refused(lambda: sqs.create_queue(QueueName=named("orders.fifo"), Attributes=fifo), lacking, "FIFO queues")
    url = create_queue("plain")
    refused(lambda: sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": "{}"}), lacking, "Policy")
    refused(lambda: sqs.tag_queue(QueueUrl=url, Tags={"colour": "blue"}), "UnknownOperationException", "TagQueue")
    return answer["Error"]["Message"]
