"""Brings the folder into working order: .venv, packages, front end, translations; only what is missing."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from scripts.node import Node, find_node, node_environment
from scripts.steps import (
    PYTHON,
    ROOT,
    VENV,
    Stopped,
    alone,
    digest,
    done_before,
    forget_all,
    remember,
    side_by_side,
    step,
)

NODE_MODULES = ROOT / "node_modules"
MANIFEST = ROOT / "static/dist/manifest.json"
TRANSLATIONS = ROOT / "portal/translations"
NETWORK = "check that this machine reaches its Python package index (pip), then run make again."


def prepare(*, dev: bool = False, meanwhile: Callable[[], object] = lambda: None) -> None:
    """Set up what is missing or out of date; with `dev`, also what the tests need.

    Packages wait for the network and one core; `meanwhile` is done beside them, as the front end is.
    """
    with alone("prepare"):
        make_venv()
        files = ("requirements-dev.txt", "requirements.txt") if dev else ("requirements.txt",)
        if find_node():
            side_by_side(lambda: install(*files), build_front_end, meanwhile)
        else:  # it comes with the packages
            side_by_side(lambda: install(*files), meanwhile)
            build_front_end()
        compile_translations()


def make_venv() -> None:
    """Create .venv unless it is there and works."""
    check = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    if (
        PYTHON.exists()
        and subprocess.run([PYTHON, "-c", check], capture_output=True, check=False).returncode == 0
    ):
        return
    forget_all()
    have_venv_module()
    advice = "make room on the disk, or remove .venv, then run make again."
    step("create .venv", [sys.executable, "-m", "venv", "--clear", str(VENV)], advice)


def have_venv_module() -> None:
    """Debian and Ubuntu ship Python without the part that makes environments; as root it is fetched."""
    check = "import venv, ensurepip"
    if subprocess.run([sys.executable, "-c", check], capture_output=True, check=False).returncode == 0:
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Stopped(
            f"\n{sys.executable} has no venv module.\n"
            f"What to do: install it (Debian, Ubuntu: apt-get install {package}), then run make again."
        )
    apt_install(package)


def apt_install(package: str) -> None:
    """Install a Debian package; only root can."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    advice = f"check that this machine reaches its Debian mirror, or install {package} yourself."
    step("refresh the list of Debian packages", ["apt-get", "-q", "update"], advice, env)
    step(f"install {package}", ["apt-get", "-qy", "--no-install-recommends", "install", package], advice, env)


def install(file: str, *included: str) -> None:
    """Install the packages that a requirements file and those it includes name, if anything changed."""
    word = _word(file, *included)
    if done_before(file, word, PYTHON):
        return
    command = [str(PYTHON), "-m", "pip", "install", "--no-input", "--quiet", "--requirement", file]
    step(f"install {file}", command, NETWORK)
    remember(file, word)
    for name in included:
        remember(name, _word(name))


def _word(*files: str) -> str:
    """What changes with these files or the environment."""
    named = [ROOT / name for name in (*files, "constraints.txt")]
    return digest([*named, VENV / "pyvenv.cfg"], str(VENV))


def build_front_end() -> None:
    """Fetch the front-end parts and build static/dist, each only if what it depends on changed."""
    parts = digest(ROOT / name for name in ("package.json", "package-lock.json", ".npmrc"))
    sources = digest(front_end_sources(), parts)
    have_parts = done_before("npm", parts, NODE_MODULES)
    if have_parts and done_before("assets", sources, MANIFEST):
        return
    node = find_node() or fetch_node()
    env = node_environment(node)
    if not have_parts:
        advice = "check that this machine reaches its npm registry, then run make again."
        step("install package-lock.json", [*node.npm, "ci", "--no-audit", "--no-fund"], advice, env)
        remember("npm", parts)
    advice = "mend the style sheet or script that is named above."
    step("build the front end", [node.program, "scripts/build_assets.mjs"], advice, env)
    remember("assets", sources)


def front_end_sources() -> list[Path]:
    """What static/dist is made from; templates and views say which parts of govuk-frontend are in use."""
    found = [*(ROOT / "scripts").glob("*.mjs")]
    for folder, pattern in (("static", "*"), ("templates", "*.html"), ("portal", "*.py")):
        found += [file for file in (ROOT / folder).rglob(pattern) if file.is_file()]
    return [file for file in found if not file.is_relative_to(ROOT / "static/dist")]


def fetch_node() -> Node:
    """Install the Python package that carries Node: this machine has none that is new enough."""
    install("requirements-node.txt")
    node = find_node()
    if node is None:
        raise Stopped("\nNo Node 20 or newer.\nWhat to do: install Node with npm, then run make again.")
    return node


def compile_translations() -> None:
    """Turn each .po into the .mo that is read at run time, if it is newer."""
    stale = [po for po in TRANSLATIONS.rglob("*.po") if _newer(po, po.with_suffix(".mo"))]
    if not stale:
        return
    command = [str(PYTHON), "-m", "babel.messages.frontend", "compile", "--directory", str(TRANSLATIONS)]
    step("compile the translations", command, "mend the .po file that is named above.")


def _newer(source: Path, made: Path) -> bool:
    return not made.exists() or source.stat().st_mtime > made.stat().st_mtime
