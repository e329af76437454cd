"""A local cloud of its own, from npm start to its end."""

import contextlib
import os
import shlex
import signal
import subprocess
import tempfile
import time
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]

START_SECONDS = 300
"""On a fresh clone npm start installs and builds first."""

STOP_SECONDS = 30


class CannotStart(Exception):
    """npm start has ended, or takes too long."""


@contextlib.contextmanager
def local_cloud():
    """Runs npm start on free ports, puts its variables into the environment, and stops it whatever happens."""
    # Only npm start makes this file, and removes it; the log has no name. So nothing is left when this script is killed.
    env_file = Path(tempfile.gettempdir(), f"pulso-clients-{uuid.uuid4()}.env")
    with tempfile.TemporaryFile() as log:
        # What npm start runs, without npm in between, and in a session of its own: Ctrl-C of the terminal reaches this
        # script only, which then stops it. With npm's variable it looks whether its parent is there, and ends by
        # itself when this script has been killed.
        process = subprocess.Popen(
            ["node", "libs/tooling/bootstrap.js", "start", "--env", str(env_file)],
            cwd=ROOT,
            env={**os.environ, "npm_lifecycle_event": "start"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _wait_until_up(process, env_file, log)
            os.environ.update(_read(env_file))
            yield
        finally:
            # Ctrl-C may come twice, from the terminal and through what has started this script.
            for stop_signal in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(stop_signal, signal.SIG_IGN)
            _stop(process)
        if env_file.exists():
            raise CannotStart(f"npm start has left {env_file} behind. It printed:\n{_text_of(log)}")


def _wait_until_up(process, env_file, log):
    deadline = time.monotonic() + START_SECONDS
    # The file is written last, and appears with all its lines at once.
    while not env_file.exists():
        if process.poll() is not None:
            raise CannotStart(f"npm start has ended with {process.returncode}:\n{_text_of(log)}")
        if time.monotonic() > deadline:
            raise CannotStart(f"npm start is not up after {START_SECONDS} s:\n{_text_of(log)}")
        time.sleep(0.1)


def _text_of(log):
    log.seek(0)
    return log.read().decode(errors="replace")


def _read(env_file):
    """The KEY=VALUE lines of a shell."""
    return dict(word.split("=", 1) for word in shlex.split(env_file.read_text(), comments=True))


def _stop(process):
    if process.poll() is not None:
        return
    for stop_signal in (signal.SIGINT, signal.SIGKILL):
        os.killpg(process.pid, stop_signal)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS)
            return
