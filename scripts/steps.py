"""Named steps: each runs one program, keeps its output, and says what to do if it fails."""

import fcntl
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VAR = ROOT / "var"
STAMPS = VAR / "stamps"
LOGS = VAR / "log"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"
LAST_LINES = 25


class Stopped(Exception):
    """A step failed; the message is for the person at the terminal."""


def step(name: str, command: list[str], advice: str, env: Mapping[str, str] | None = None) -> str:
    """Run a program and return what it printed; its output is shown only if it fails."""
    print(f"· {name} …", flush=True)
    began = time.monotonic()
    output, code = _run(command, env)
    log = LOGS / f"{name.replace(' ', '-')}.log"
    LOGS.mkdir(mode=0o700, parents=True, exist_ok=True)  # the example password may be in them
    log.write_text(output, encoding="utf-8")
    if code != 0:
        raise Stopped(explain(name, output, f"{advice}\nThe whole output: {log.relative_to(ROOT)}"))
    print(f"  {name}: {time.monotonic() - began:.1f} s", flush=True)
    return output


def side_by_side(*works: Callable[[], object]) -> None:
    """Do several things at once. When all have ended, the first that failed is told."""
    with ThreadPoolExecutor(len(works)) as pool:
        for done in [pool.submit(work) for work in works]:
            done.result()


def _run(command: list[str], env: Mapping[str, str] | None) -> tuple[str, int]:
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=dict(env or environment()),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        return f"{command[0]} does not start: {error.strerror}", 127
    return done.stdout, done.returncode


def explain(name: str, output: str, advice: str) -> str:
    """The message of a failed step: which, the last lines it printed, what to do."""
    tail = "\n".join(f"  | {line}" for line in output.rstrip().splitlines()[-LAST_LINES:])
    return f"\nStopped at: {name}\n{tail}\nWhat to do: {advice}"


def environment(**more: str) -> dict[str, str]:
    """The environment of every program that is started: text is UTF-8 whatever the locale says."""
    return {**os.environ, "PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "NO_COLOR": "1", **more}


def digest(files: Iterable[Path], *words: str) -> str:
    """One word that changes when a file's name or content changes, or one of the words."""
    whole = hashlib.sha256("\0".join(words).encode())
    for file in sorted(files):
        whole.update(f"\0{file.relative_to(ROOT).as_posix()}\0".encode())
        whole.update(file.read_bytes())
    return whole.hexdigest()


def done_before(name: str, word: str, *made: Path) -> bool:
    """Whether this step succeeded with the same digest, and what it made is still there."""
    stamp = STAMPS / name
    return all(path.exists() for path in made) and stamp.is_file() and stamp.read_text("utf-8") == word


def remember(name: str, word: str) -> None:
    """Note that this step succeeded with this digest."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / name).write_text(word, encoding="utf-8")


def forget_all() -> None:
    """Let every step run anew."""
    for stamp in STAMPS.glob("*"):
        stamp.unlink()


@contextmanager
def alone(name: str) -> Iterator[None]:
    """Keep a second `make` in the same folder waiting until this one has prepared it."""
    VAR.mkdir(exist_ok=True)
    with (VAR / f"{name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("· waiting for another make in this folder …", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def finish(main: Callable[[], int]) -> None:
    """Run a script's main and turn how it ends into an exit code."""
    try:
        sys.exit(main())
    except Stopped as stopped:
        print(stopped, file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("\nInterrupted.", file=sys.stderr)
        sys.exit(130)
