"""`make run`: prepares folder and database, then serves the site and sends its mail until told to stop."""

import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from scripts.prepare import prepare
from scripts.steps import PYTHON, ROOT, Stopped, environment, finish, step

FLASK = [str(PYTHON), "-m", "flask", "--app", "wsgi"]
GUNICORN = [str(PYTHON), "-m", "gunicorn", "--log-level", "warning"]
PATIENCE = 60  # seconds for the site to answer first, and for requests under way to end


@dataclass(frozen=True)
class Address:
    """Where the site listens."""

    host: str
    port: int

    @property
    def near(self) -> str:
        """The host under which this machine itself reaches the site."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(self.host, self.host)  # noqa: S104

    @property
    def hint(self) -> str:
        """What a person at another machine must know."""
        if self.near == self.host or os.environ.get("TRUSTED_HOSTS"):
            return ""
        return (
            "Other machines are answered by the names in TRUSTED_HOSTS only: set it to theirs for this one.\n"
        )

    def __str__(self) -> str:
        host = f"[{self.near}]" if ":" in self.near else self.near
        return f"http://{host}:{self.port}"


def main() -> int:
    """Everything from an empty folder to a running site."""
    listen_for_stop()
    address = read_address()
    prepare()
    env = environment(
        SIMPUL_ENV=os.environ.get("SIMPUL_ENV", "development"), HOST=address.host, PORT=str(address.port)
    )
    greeting = prepare_database(env)
    commands = {"web server": GUNICORN, "mail worker": [*FLASK, "notices", "work"]}
    with running(commands, env) as processes:
        return watch(processes, address, greeting)


def listen_for_stop() -> None:
    """Ctrl-C, SIGTERM and a closed terminal raise KeyboardInterrupt; under `nohup` the last does nothing."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, signal.default_int_handler)


def read_address() -> Address:
    """HOST and PORT, checked: the port must be free."""
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise Stopped(f"\nPORT is {port!r}.\nWhat to do: give a number from 1 to 65535: make run PORT=8001")
    address = Address(host, int(port))
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, address.port))
        except OSError as error:
            raise Stopped(
                f"\nPort {port} on {host} cannot be used: {error.strerror}.\n"
                f"What to do: stop what uses it, or choose another: make run PORT={int(port) % 65535 + 1}"
            ) from None
    return address


def prepare_database(env: dict[str, str]) -> str:
    """Bring the tables up to date and load the example data once; returns the example sign-ins."""
    advice = "check DATABASE_URL if you set it; else read the error above. Your data is as it was."
    step("migrate the database", [*FLASK, "db", "upgrade"], advice, env)
    if env["SIMPUL_ENV"] != "development":
        return ""
    advice = "read the error above; `.venv/bin/flask --app wsgi demo clear` removes half-loaded examples."
    return step("load reference and example data", [*FLASK, "demo", "load"], advice, env)


@contextmanager
def running(
    commands: dict[str, list[str]], env: dict[str, str]
) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """Start the programs, and stop every one of them in the end."""
    processes: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in commands.items():
            processes[name] = subprocess.Popen(
                command,
                cwd=ROOT,
                env=env,
                start_new_session=True,
                preexec_fn=_end_with_parent,  # noqa: PLW1509
            )
        yield processes
    finally:
        stop(processes)


def _end_with_parent() -> None:
    """On Linux, a program ends with its parent even if the parent is killed outright."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def watch(processes: dict[str, subprocess.Popen[bytes]], address: Address, greeting: str) -> int:
    """Greet once the site answers, then wait for a wish to stop. Raises Stopped if a program ends."""
    began, greeted = time.monotonic(), False
    try:
        while not (ended := [name for name, process in processes.items() if process.poll() is not None]):
            if not greeted and (greeted := answers(address)):
                print(
                    f"\nSimpul: {address}\n{address.hint}\n{greeting.strip()}\n\nCtrl-C stops it.", flush=True
                )
            if not greeted and time.monotonic() - began > PATIENCE:
                raise Stopped(
                    f"\nThe site does not answer at {address} after {PATIENCE} s.\nWhat to do: see above."
                )
            time.sleep(0.2)
    except KeyboardInterrupt:
        print("\nStopping …", flush=True)
        return 0
    raise Stopped(
        f"\nThe {ended[0]} ended by itself.\nWhat to do: read what it printed above, then run make again."
    )


def answers(address: Address) -> bool:
    """Whether the site answers a request, with whatever it may be."""
    connection = http.client.HTTPConnection(address.near, address.port, timeout=5)
    try:
        connection.request("GET", "/sehat")
        return connection.getresponse().status > 0
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def stop(processes: dict[str, subprocess.Popen[bytes]]) -> None:
    """Ask every program to end, let it finish what is under way, and end what does not listen."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    for process in processes.values():
        process.terminate()
    deadline = time.monotonic() + PATIENCE
    for process in processes.values():
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


if __name__ == "__main__":
    finish(main)
