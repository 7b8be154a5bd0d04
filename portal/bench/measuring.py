"""Runs servers on free ports and asks them for pages, one after the other on one connection."""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from tempfile import TemporaryFile

from portal.config import ROOT

Headers = Mapping[str, str]
AS_BROWSERS: Headers = {"Accept-Encoding": "br, gzip"}
MUCH = 4000  # bytes
PATIENCE = 600  # seconds; a page that takes longer is not waited for
START = 600  # twentieths of a second


@contextmanager
def served(
    application: str, environment: Mapping[str, str] | None = None, *, workers: int = 1
) -> Iterator[int]:
    """gunicorn as the site's own settings say, with so many processes of four threads; gives the port."""
    port = free_port()
    options = ["-w", str(workers), "--threads", "4", "-k", "gthread", "-b", f"127.0.0.1:{port}"]
    command = [sys.executable, "-m", "gunicorn", *options, "--log-level", "critical", application]
    with running(command, port, environment):
        yield port


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    command: Sequence[str], port: int, environment: Mapping[str, str] | None = None
) -> Iterator[None]:
    """A server from when it listens until the block ends. What it said last is shown if that goes wrong."""
    with TemporaryFile() as said:
        given = environment or os.environ
        process = subprocess.Popen(command, cwd=ROOT, env=given, stdout=said, stderr=said)  # noqa: S603 - our own
        try:
            _await(port, process)
            yield
        except BaseException as error:
            said.seek(max(0, said.seek(0, os.SEEK_END) - MUCH))
            error.add_note(said.read().decode(errors="replace"))
            raise
        finally:
            process.terminate()
            process.wait(60)


def _await(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(START):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError("the server did not start")


def one_round(
    port: int, path: str, requests: int, headers: Headers = AS_BROWSERS, seconds: float = 1.5
) -> float:
    """The median milliseconds of so many answers on one connection, or of as many as time allows.

    The first is not counted, unless it takes all the time.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    first = _timed(connection, path, headers)
    times: list[float] = []
    while len(times) < requests and first + sum(times) < seconds * 1000:
        times.append(_timed(connection, path, headers))
    connection.close()
    return statistics.median(times or [first])


def _timed(connection: http.client.HTTPConnection, path: str, headers: Headers) -> float:
    began = time.perf_counter()
    fetch(connection, path, headers)
    return (time.perf_counter() - began) * 1000


def one_page(port: int, path: str, headers: Headers | None = None) -> tuple[bytes, str]:
    """One answer and its entity tag."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    answer = fetch(connection, path, headers or {})
    connection.close()
    return answer


def fetch(connection: http.client.HTTPConnection, path: str, headers: Headers) -> tuple[bytes, str]:
    """A page, or its confirmation that it is unchanged. Raises RuntimeError for anything else."""
    connection.request("GET", path, headers=dict(headers))
    answer = connection.getresponse()
    body = answer.read()
    if answer.status not in {http.client.OK, http.client.NOT_MODIFIED}:
        raise RuntimeError(f"{path} answered {answer.status}")
    return body, answer.getheader("ETag", "")
