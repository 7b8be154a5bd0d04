"""Runs gunicorn on a free port and asks it for pages, one after the other on one connection."""

import http.client
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """A page's median time in milliseconds, its size as sent and its compressed size in bytes."""

    path: str
    milliseconds: float
    sent: int
    compressed: int


@contextmanager
def served(application: str) -> Iterator[int]:
    """gunicorn with one process of four threads serving the application; gives the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = [
        "-w",
        "1",
        "--threads",
        "4",
        "-k",
        "gthread",
        "-b",
        f"127.0.0.1:{port}",
        "--log-level",
        "error",
    ]
    command = [sys.executable, "-m", "gunicorn", "-c", "/dev/null", *options, application]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603 - our own program and words
    try:
        _await(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def _await(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError("the server did not start")


def one_round(port: int, path: str, requests: int) -> float:
    """The median milliseconds of `requests` answers on one kept connection, compressed as browsers ask."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    times = []
    for _ in range(requests):
        began = time.perf_counter()
        _fetch(connection, path, {"Accept-Encoding": "br, gzip"})
        times.append((time.perf_counter() - began) * 1000)
    connection.close()
    return statistics.median(times)


def size(port: int, path: str) -> tuple[int, int]:
    """Bytes of the page, plain and as brotli."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    plain = _fetch(connection, path)
    packed = _fetch(connection, path, {"Accept-Encoding": "br"})
    connection.close()
    return len(plain), len(packed)


def _fetch(connection: http.client.HTTPConnection, path: str, headers: dict[str, str] | None = None) -> bytes:
    connection.request("GET", path, headers=headers or {})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != http.client.OK:
        raise RuntimeError(f"{path} answered {answer.status}")
    return body
