"""A PostgreSQL to measure on: the one of DATABASE_URL, or one started from the package that the tests use."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from portal.config import ROOT

PROGRAM = "tests.support.postgres"


@contextmanager
def postgres(url: str) -> Iterator[str]:
    """The address of a server whose databases may be made and dropped.

    Raises RuntimeError where none is given and none can be started: the package is one of the tests.
    """
    if url.startswith("postgresql"):
        yield url
        return
    command = [sys.executable, "-m", PROGRAM]
    process = subprocess.Popen(  # noqa: S603 - our own program and words
        command, cwd=ROOT, env=os.environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        address = process.stdout.readline().strip() if process.stdout else ""
        if not address:
            raise RuntimeError("No PostgreSQL: use `make bench`, or set DATABASE_URL to one.")
        yield address
    finally:
        if process.stdin:
            process.stdin.close()  # it ends with its input
        process.wait(120)
