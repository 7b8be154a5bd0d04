"""Datasette beside the site, on the same SQLite file. `make bench` gives it an environment of its own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from portal.bench.measuring import free_port, running
from portal.bench.plain import MATRIX
from portal.config import ROOT

PROGRAM = Path(os.environ.get("DATASETTE", ROOT / ".bench-venv/bin/datasette"))
FACETS = ("status", "strategy_number", "organisation_id", "funding_source")
LIMITS = {"sql_time_limit_ms": "120000", "facet_time_limit_ms": "120000"}


def is_there() -> bool:
    return PROGRAM.is_file()


@contextmanager
def served_by_datasette(file: Path) -> Iterator[int]:
    """Datasette on a free port; the file is said not to change, so that it may remember its counts."""
    port = free_port()
    limits = [word for name, value in LIMITS.items() for word in ("--setting", name, value)]
    command = [str(PROGRAM), "serve", "--immutable", str(file), "--port", str(port), *limits]
    with running(command, port):
        yield port


def matrix_path(file: Path) -> str:
    """Its page of kecamatan × strategi: the plain statement, grouped."""
    return f"/{file.stem}?{urlencode({'sql': MATRIX})}"


def list_path(file: Path) -> str:
    """Its list of 50 commitments, newest first, with four facets."""
    asked = [("_facet", name) for name in FACETS] + [("_size", "50"), ("_sort_desc", "verified_at")]
    return f"/{file.stem}/commitments?{urlencode(asked)}"
