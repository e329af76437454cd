"""The clients that the checks use: whether they are there, and of which version."""

import importlib
import os
import shutil
import subprocess
import sys

VARIABLES = (
    "AWS_ENDPOINT_URL",
    "AWS_REGION",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "TELEGRAM_API_ROOT",
    "TELEGRAM_BOT_TOKEN",
    "WEBHOOK_URL",
    "WEBHOOK_SECRET",
    "LOCAL_CLOUD_CONSOLE",
)


def aws_program():
    """The AWS CLI that AWS_CLI names, or that lies beside this Python, as Debian's or in a venv, or that PATH finds."""
    beside = os.path.join(os.path.dirname(sys.executable), "aws")
    return os.environ.get("AWS_CLI") or (beside if os.path.exists(beside) else shutil.which("aws"))


def missing_tools():
    """Sentences about what must be installed."""
    problems = []
    if sys.version_info < (3, 9):
        problems.append(f"Python 3.9 or newer is needed, this is {sys.version.split()[0]}.")
    program = aws_program()
    if program is None or shutil.which(program) is None:
        problems.append("The AWS CLI is missing: apt-get install awscli, or name one in AWS_CLI.")
    for module, package in (("boto3", "python3-boto3"), ("telegram", "python3-python-telegram-bot")):
        try:
            importlib.import_module(module)
        except ImportError as error:
            problems.append(
                f"{sys.executable} has no {module} ({error}): apt-get install {package}, and use Debian's /usr/bin/python3."
            )
    return problems


def missing_variables():
    """A sentence about the variables of npm start, or none."""
    missing = [name for name in VARIABLES if not os.environ.get(name)]
    if not missing:
        return []
    return [
        f"Not set: {', '.join(missing)}. Read the file that npm start -- --env FILE writes: "
        "set -a; . FILE; set +a. Or let this script start a local cloud of its own: --start."
    ]


def aws_version():
    """As the AWS CLI tells it, like 2.23.6."""
    done = subprocess.run([aws_program(), "--version"], capture_output=True, text=True, timeout=60, check=True)
    return (done.stdout or done.stderr).split()[0].removeprefix("aws-cli/")


def versions():
    """One line with the version of every client."""
    import boto3
    import telegram

    python = ".".join(map(str, sys.version_info[:3]))
    return (
        f"aws-cli {aws_version()}, boto3 {boto3.__version__}, "
        f"python-telegram-bot {telegram.__version__}, Python {python}"
    )
