"""Small jobs around the code: `make bench`, `make format`, `make lock`, `make clean`."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from scripts.prepare import NETWORK, prepare
from scripts.steps import (
    PYTHON,
    ROOT,
    STAMPS,
    Stopped,
    digest,
    done_before,
    environment,
    finish,
    remember,
    step,
)

LOCK = ROOT / "constraints.txt"
LOCK_HEAD = "# Exact versions of all that the requirements files bring in. Written by `make lock`.\n"
PIN = re.compile(r"[\w.-]+==\S+")  # never an address or a path of this machine
BENCH_VENV, DATASETTE = ROOT / ".bench-venv", "datasette==0.65.5"
MADE = (
    ".venv",
    ".bench-venv",
    "node_modules",
    "static/dist",
    ".pytest_cache",
    ".ruff_cache",
    ".mypy_cache",
    ".hypothesis",
)


def bench() -> int:
    """Measure the site beside a bare page, plain SQL and Datasette; OPTIONS go to `flask bench`."""
    prepare(dev=True)  # PostgreSQL comes with what the tests need
    fetch_datasette()
    options = shlex.split(os.environ.get("OPTIONS", ""))
    command = [str(PYTHON), "-m", "flask", "--app", "wsgi", "bench", *options]
    env = environment(SIMPUL_ENV=os.environ.get("SIMPUL_ENV", "development"))
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


def fetch_datasette() -> None:
    """Datasette in an environment of its own: the site has nothing to do with what it needs."""
    word = digest([], DATASETTE, str(BENCH_VENV))
    if done_before("datasette", word, BENCH_VENV / "bin/datasette"):
        return
    make = [sys.executable, "-m", "venv", "--clear", str(BENCH_VENV)]
    step("create .bench-venv", make, "make room on the disk.")
    python = str(BENCH_VENV / "bin/python")
    step("install Datasette", [python, "-m", "pip", "install", "--no-input", "--quiet", DATASETTE], NETWORK)
    remember("datasette", word)


def tidy() -> int:
    """Lay out the code and mend what the linter can."""
    prepare(dev=True)
    for command in (["check", "--fix", "--exit-zero", "--quiet"], ["format"]):
        subprocess.run([str(PYTHON), "-m", "ruff", *command, "."], cwd=ROOT, check=True)
    return 0


def lock() -> int:
    """Install the requirements files alone into a new environment and note every version that came.

    They name constraints.txt, so it is empty meanwhile; it comes back as it was when a step fails.
    """
    before = LOCK.read_text(encoding="utf-8")
    LOCK.write_text(LOCK_HEAD, encoding="utf-8")
    try:
        found = _versions()
    except BaseException:
        LOCK.write_text(before, encoding="utf-8")
        raise
    pins = [line for line in found.splitlines() if PIN.fullmatch(line)]  # pip may warn in between
    LOCK.write_text(LOCK_HEAD + "\n".join(pins) + "\n", encoding="utf-8")
    return 0


def _versions() -> str:
    with tempfile.TemporaryDirectory() as folder:
        python = str(Path(folder) / "venv/bin/python")
        make = [sys.executable, "-m", "venv", f"{folder}/venv"]
        step("create a clean environment", make, "make room on the disk.")
        files = ["-r", "requirements-dev.txt", "-r", "requirements-node.txt"]
        step("install what the files name", [python, "-m", "pip", "install", "--quiet", *files], NETWORK)
        return step("note the versions", [python, "-m", "pip", "freeze", "--exclude", "setuptools"], NETWORK)


def clean() -> int:
    """Remove what make builds. The database, the secrets and the mail in var/ stay."""
    for name in MADE:
        shutil.rmtree(ROOT / name, ignore_errors=True)
    shutil.rmtree(STAMPS, ignore_errors=True)
    for made in (ROOT / "portal/translations").rglob("*.mo"):
        made.unlink()
    return 0


JOBS: dict[str, Callable[[], int]] = {"bench": bench, "format": tidy, "lock": lock, "clean": clean}


def main() -> int:
    """Do the job that is named on the command line."""
    if len(sys.argv) != 2 or sys.argv[1] not in JOBS:
        raise Stopped(f"Usage: python -m scripts.upkeep {'|'.join(JOBS)}")
    return JOBS[sys.argv[1]]()


if __name__ == "__main__":
    finish(main)
