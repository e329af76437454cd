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


class Skipped(Exception):
    """Raised by a check whose client cannot do such a thing at all: why."""


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


def run_checks(pattern, disposable):
    """Runs the checks whose name the pattern finds; prints each, then the abilities. Returns whether none has failed.

    What a check has created stays behind after an interruption when the local cloud is disposable: it ends now.
    """
    selected = [one for one in CHECKS if re.search(pattern, one.name)]
    if not selected:
        print(f"No check's name matches {pattern!r}.", file=sys.stderr)
        return False
    started = time.monotonic()
    outcomes = {}
    try:
        for one in selected:
            outcomes[one] = _outcome_of(one)
    except BaseException:
        if not disposable:
            _clean_up()
        raise
    cleaned = _clean_up()
    _print_abilities(outcomes)
    passed, skipped = (sum(outcome == wanted for outcome in outcomes.values()) for wanted in ("ok", "skip"))
    rest = f", {skipped} skipped" if skipped else ""
    print(f"\n{passed} of {len(selected)} checks passed{rest} in {time.monotonic() - started:.0f} s")
    return cleaned and passed + skipped == len(selected)


def _outcome_of(one):
    try:
        outcome, seen = "ok", one.run()
    except Skipped as reason:
        outcome, seen = "skip", reason
    except Exception as error:  # pylint: disable=broad-except
        outcome, seen = "FAIL", f"{type(error).__name__}: {error}"
    print(f"{outcome:<5} {one.name}: {_line(seen, 1000 if outcome == 'FAIL' else 160)}", flush=True)
    return outcome


def _line(seen, longest):
    text = " ".join(str(seen).split())
    return text if len(text) <= longest else f"{text[:longest]}..."


def _clean_up():
    succeeded = True
    while _cleanups:
        try:
            _cleanups.pop()()
        except Exception as error:  # pylint: disable=broad-except
            succeeded = False
            print(f"FAIL  cleaning up: {type(error).__name__}: {error}", flush=True)
    return succeeded


def _print_abilities(outcomes):
    print("\nWhat clients can do:")
    for ability in ABILITIES:
        asked = [one for one in outcomes if one.shows == ability]
        found = {outcomes[one] for one in asked}
        verdict = "FAIL" if "FAIL" in found else "ok" if "ok" in found else "-"
        print(f"{verdict:<5} {ability}: {_counts(asked, outcomes) or 'not asked'}")


def _counts(asked, outcomes):
    """How many of the checks of every client have passed."""
    clients = dict.fromkeys(one.client for one in asked)
    groups = {client: [outcomes[one] for one in asked if one.client == client] for client in clients}
    return ", ".join(f"{client} {found.count('ok')} of {len(found)}" for client, found in groups.items())
