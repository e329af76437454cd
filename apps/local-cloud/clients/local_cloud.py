"""A local cloud of its own, from npm start to its end."""

import contextlib
import os
import shlex
import signal
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]

START_SECONDS = 300
"""On a fresh clone npm start installs and builds first."""

STOP_SECONDS = 30


class CannotStart(Exception):
    """npm start has ended, or takes too long."""


@contextlib.contextmanager
def local_cloud():
    """Runs npm start on free ports, puts its variables into the environment, and stops it whatever happens."""
    with tempfile.TemporaryDirectory(prefix="pulso-clients-") as folder:
        env_file, log_file = Path(folder, "local.env"), Path(folder, "log")
        with log_file.open("wb") as log:
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
            _wait_until_up(process, env_file, log_file)
            os.environ.update(_read(env_file))
            yield
        finally:
            # Ctrl-C may come twice, from the terminal and through what has started this script.
            for stop_signal in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(stop_signal, signal.SIG_IGN)
            _stop(process)
        if env_file.exists():
            raise CannotStart(f"npm start has left its file behind. It printed:\n{log_file.read_text()}")


def _wait_until_up(process, env_file, log_file):
    deadline = time.monotonic() + START_SECONDS
    # The file is written last, and appears with all its lines at once.
    while not env_file.exists():
        if process.poll() is not None:
            raise CannotStart(f"npm start has ended with {process.returncode}:\n{log_file.read_text()}")
        if time.monotonic() > deadline:
            raise CannotStart(f"npm start is not up after {START_SECONDS} s:\n{log_file.read_text()}")
        time.sleep(0.1)


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
