"""The list of checks, and how they are run and counted."""

import re
import sys
import time
import uuid
from dataclasses import dataclass
from typing import Callable, Optional

RUN = uuid.uuid4().hex[:8]
"""Stands in the name of everything that this run creates: two runs at once do not meet."""

ABILITIES = (
    "list queues",
    "send and receive with a dead-letter queue",
    "scan a table",
    "run a transaction that fails with reasons",
    "run an Insights query",
    "run a malformed Insights query",
    "run an Insights query of a missing log group",
    "tail a log group",
    "send messages",
    "edit messages",
    "get Telegram's errors for broken HTML",
)
"""What must work for the local cloud to be of use to others. Each is shown by one check at least of every client that can."""


@dataclass(frozen=True)
class Check:
    """One question to the local cloud, asked with one client."""

    service: str
    client: str
    title: str
    shows: Optional[str]
    run: Callable[[], object]

    @property
    def name(self):
        return f"{self.service} ({self.client}): {self.title}"


CHECKS: list[Check] = []
_cleanups: list[Callable[[], object]] = []


def check(service, client, title, shows=None):
    """Registers a check: what its function returns is printed, an exception fails it."""
    if shows is not None and shows not in ABILITIES:
        raise ValueError(f"{shows!r} is none of the abilities")

    def register(function):
        CHECKS.append(Check(service, client, title, shows, function))
        return function

    return register


def afterwards(cleanup):
    """Does something at the end, in reverse order, whatever becomes of the checks."""
    _cleanups.append(cleanup)


def named(base):
    """A name that nothing else has."""
    return f"check-{RUN}-{base}"


def only(items):
    """The one item of a list."""
    items = list(items)
    assert len(items) == 1, f"{len(items)} instead of one: {items}"
    return items[0]


def run_checks(pattern):
    """Runs the checks whose name the pattern finds; prints each, then the abilities. Returns the number of failures."""
    selected = [one for one in CHECKS if re.search(pattern, one.name)]
    if not selected:
        print(f"No check's name matches {pattern!r}.", file=sys.stderr)
        return 1
    started = time.monotonic()
    passed = set()
    try:
        for one in selected:
            if _passes(one.name, one.run):
                passed.add(one)
    finally:
        failures = len(selected) - len(passed) + _clean_up()
    _print_abilities(selected, passed)
    seconds = time.monotonic() - started
    print(f"\n{len(passed)} of {len(selected)} checks passed in {seconds:.0f} s")
    return failures


def _passes(name, function):
    try:
        print(f"ok    {name}: {_line(function())}", flush=True)
        return True
    except Exception as error:  # pylint: disable=broad-except
        print(f"FAIL  {name}: {type(error).__name__}: {error}", flush=True)
        return False


def _line(seen, longest=160):
    text = " ".join(str(seen).split())
    return text if len(text) <= longest else f"{text[:longest]}..."


def _clean_up():
    failures = 0
    while _cleanups:
        try:
            _cleanups.pop()()
        except Exception as error:  # pylint: disable=broad-except
            failures += 1
            print(f"FAIL  cleaning up: {type(error).__name__}: {error}", flush=True)
    return failures


def _print_abilities(selected, passed):
    print("\nWhat clients can do:")
    for ability in ABILITIES:
        asked = [one for one in selected if one.shows == ability]
        clients = dict.fromkeys(one.client for one in asked)
        counts = [
            f"{client} {sum(one in passed for one in asked if one.client == client)}"
            f"/{sum(one.client == client for one in asked)}"
            for client in clients
        ]
        verdict = "-" if not asked else "ok" if all(one in passed for one in asked) else "FAIL"
        print(f"{verdict:<5} {ability}: {', '.join(counts) or 'not asked'}")
