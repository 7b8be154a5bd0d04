"""`make test`: prepares the folder, then format, linter, types and every test; stops at the first failure."""

import subprocess
import time
from collections.abc import Mapping

from scripts.chromium import chromium, of_this_machine
from scripts.node import find_node, node_environment
from scripts.prepare import fetch_node, prepare
from scripts.steps import PYTHON, ROOT, finish, step

TOOL = [str(PYTHON), "-m"]


def main() -> int:
    """Run every check; tells at the end how long it took, and which tests took longest."""
    began = time.monotonic()
    prepare(dev=True, meanwhile=of_this_machine)
    path = chromium()
    layout = [*TOOL, "ruff", "format", "--check", "--output-format", "concise", "."]
    step("check the format", layout, "`make format` lays the code out.")
    lint = [*TOOL, "ruff", "check", "--output-format", "concise", "."]
    step("check with the linter", lint, "mend what is named above; `make format` helps.")
    step("check the types", [*TOOL, "mypy"], "mend what is named above.")
    print(f"· run the tests (in a browser too: {path})", flush=True)
    env = node_environment(find_node() or fetch_node()) | {"CHROMIUM_PATH": path}
    code = run_to_the_end([*TOOL, "pytest", "--durations", "10", "--durations-min", "0"], env)
    print(
        f"· {'every check passed' if code == 0 else 'tests failed'}: {time.monotonic() - began:.0f} s in all"
    )
    return code


def run_to_the_end(command: list[str], env: Mapping[str, str]) -> int:
    """Its exit code. Ctrl-C reaches the program too: it is given the time to end what it started."""
    interrupted = False
    with subprocess.Popen(command, cwd=ROOT, env=dict(env), stdin=subprocess.DEVNULL) as program:
        while program.returncode is None:
            try:
                program.wait()
            except KeyboardInterrupt:
                interrupted = True
    if interrupted:
        raise KeyboardInterrupt
    return program.returncode


if __name__ == "__main__":
    finish(main)
