"""AWS Systems Manager Parameter Store and Amazon SES."""

from aws import cli, cli_refused, client, pages, refused
from checks import afterwards, check, named, only


@check("ssm", "boto3", "puts, gets with and without decryption, lists, deletes")
def _():
    ssm, parameter = client("ssm"), f"/{named('parameter')}"
    ssm.put_parameter(Name=parameter, Value="1", Type="SecureString")
    ssm.put_parameter(Name=parameter, Value="2", Type="SecureString", Overwrite=True)
    refused(lambda: ssm.put_parameter(Name=parameter, Value="3", Type="SecureString"), "ParameterAlreadyExists")
    assert ssm.get_parameter(Name=parameter)["Parameter"]["Value"] != "2"
    assert ssm.get_parameter(Name=parameter, WithDecryption=True)["Parameter"]["Value"] == "2"
    both = ssm.get_parameters(Names=[parameter, f"{parameter}x"])
    assert both["InvalidParameters"] == [f"{parameter}x"], both
    filters = [{"Key": "Name", "Option": "BeginsWith", "Values": [parameter]}]
    described = [found for page in pages("ssm", "describe_parameters", ParameterFilters=filters) for found in page["Parameters"]]
    assert only(described)["Version"] == 2, described
    history = [found for page in pages("ssm", "get_parameter_history", size=1, Name=parameter) for found in page["Parameters"]]
    assert [entry["Version"] for entry in history] == [1, 2], history
    ssm.delete_parameter(Name=parameter)
    refused(lambda: ssm.get_parameter(Name=parameter), "ParameterNotFound")
    return f"{len(history)} versions"


@check("ssm", "boto3", "lists parameters by path and pages")
def _():
    ssm, path = client("ssm"), f"/{named('path')}"
    names = [f"{path}/{name}" for name in ("a", "b/c", "d")]
    for name in names:
        ssm.put_parameter(Name=name, Value="x", Type="String")
    afterwards(lambda: ssm.delete_parameters(Names=names))

    def below(**more):
        found = pages("ssm", "get_parameters_by_path", size=1, Path=path, **more)
        return sorted(parameter["Name"] for page in found for parameter in page["Parameters"])

    assert below() == [names[0], names[2]] and below(Recursive=True) == names, below(Recursive=True)
    return ", ".join(below(Recursive=True))


@check("ssm", "aws", "puts and gets, and finds no parameter that is missing")
def _():
    parameter = f"/{named('cli')}"
    cli("ssm", "put-parameter", "--name", parameter, "--value", "Grüße", "--type", "String")
    value = cli("ssm", "get-parameter", "--name", parameter)["Parameter"]["Value"]
    cli("ssm", "delete-parameter", "--name", parameter)
    cli_refused("ParameterNotFound", "GetParameter", arguments=["ssm", "get-parameter", "--name", parameter])
    return value


@check("ses", "aws", "sends an e-mail, and refuses a broken address")
def _():
    content = '--content={"Simple":{"Subject":{"Data":"Grüße"},"Body":{"Text":{"Data":"hello"}}}}'
    send = ["sesv2", "send-email", "--destination=ToAddresses=ada@example.com", content]
    sent = cli(*send, "--from-email-address=Pulso <reports@example.com>")
    cli_refused("BadRequestException", "SendEmail", arguments=[*send, "--from-email-address=nobody"])
    return sent["MessageId"]


@check("ses", "boto3", "tells the account's quota, and sends HTML")
def _():
    ses = client("sesv2")
    quota = ses.get_account()["SendQuota"]
    text, html = {"Data": "hello"}, {"Data": "<b>hello</b>", "Charset": "UTF-8"}
    content = {"Simple": {"Subject": {"Data": "x"}, "Body": {"Text": text, "Html": html}}}
    destination = {"ToAddresses": ["ada@example.com"], "CcAddresses": ["Bob <bob@example.com>"]}
    ses.send_email(FromEmailAddress="a@example.com", Destination=destination, Content=content)
    refused(
        lambda: ses.send_email(FromEmailAddress="a@example.com", Destination={"ToAddresses": ["nobody"]}, Content=content),
        "BadRequestException",
    )
    return f"{quota['Max24HourSend']:.0f} e-mails a day"
