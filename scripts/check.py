"""`make test`: prepares the folder, then format, linter, types and every test; stops at the first failure."""

import subprocess

from scripts.chromium import chromium
from scripts.node import find_node, node_environment
from scripts.prepare import fetch_node, prepare
from scripts.steps import PYTHON, ROOT, finish, step

TOOL = [str(PYTHON), "-m"]


def main() -> int:
    """Run every check; the last line is pytest's own."""
    prepare(dev=True)
    path = chromium()
    layout = [*TOOL, "ruff", "format", "--check", "--output-format", "concise", "."]
    step("check the format", layout, "`make format` lays the code out.")
    lint = [*TOOL, "ruff", "check", "--output-format", "concise", "."]
    step("check with the linter", lint, "mend what is named above; `make format` helps.")
    step("check the types", [*TOOL, "mypy"], "mend what is named above.")
    print(f"· run the tests (in a browser too: {path})", flush=True)
    env = node_environment(find_node() or fetch_node()) | {"CHROMIUM_PATH": path}
    return subprocess.run(
        [*TOOL, "pytest"], cwd=ROOT, env=env, stdin=subprocess.DEVNULL, check=False
    ).returncode


if __name__ == "__main__":
    finish(main)
