#!/usr/bin/python3
"""Points clients that this project did not write at the local cloud, and prints what they found.

    /usr/bin/python3 apps/local/cloud/clients/check_clients.py --start     # with a local cloud of its own

or, at one that runs:

    npm start -- --env tmp/local-cloud.env     # in one terminal
    set -a; . tmp/local-cloud.env; set +a      # in another
    /usr/bin/python3 apps/local/cloud/clients/check_clients.py

Needs Debian's packages awscli, python3-boto3 and python3-python-telegram-bot, or any versions of the same: `aws` is
taken from beside Python, then from PATH, or from the variable AWS_CLI. What it creates has names of its own and is
deleted at the end. The exit status is 1 when a check fails, 2 when something is missing.
"""

import argparse
import os
import signal
import sys

sys.dont_write_bytecode = True

import tools
from local_cloud import CannotStart, local_cloud

MODULES = (
    "check_sts",
    "check_sqs",
    "check_dynamodb",
    "check_transactions",
    "check_logs",
    "check_insights",
    "check_tail",
    "check_lambda",
    "check_ssm_and_ses",
    "check_telegram_messages",
    "check_telegram_errors",
    "check_telegram_bot",
)


def main():
    options = parse_options()
    problems = tools.missing_tools() + ([] if options.start else tools.missing_variables())
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 2
    # As Ctrl-C does, these let whatever runs be stopped first.
    for stop_signal in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(stop_signal, lambda number, _frame: sys.exit(128 + number))
    try:
        if not options.start:
            return run(options.only, disposable=False)
        with local_cloud():
            return run(options.only, disposable=True)
    except CannotStart as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def parse_options():
    parser = argparse.ArgumentParser(description="Checks the local cloud with clients that this project did not write.")
    parser.add_argument("--start", action="store_true", help="run npm start, and stop it at the end")
    parser.add_argument("--only", metavar="REGEX", default="", help="run the checks whose printed name this finds")
    return parser.parse_args()


def run(pattern, disposable):
    # Only now: these import the clients, which may have been missing.
    import checks

    print(f"{tools.versions()}\nAWS at {os.environ['AWS_ENDPOINT_URL']}, Telegram at {os.environ['TELEGRAM_API_ROOT']}\n")
    for module in MODULES:
        __import__(module)
    return 0 if checks.run_checks(pattern, disposable) else 1


if __name__ == "__main__":
    sys.exit(main())
