"""Finds the Chromium of the browser tests, or fetches one: by apt as root, else by Playwright's installer."""

import os
import shutil
import subprocess

from scripts.prepare import apt_install
from scripts.steps import PYTHON, Stopped, step

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium-headless-shell", "chromium")  # the first has no window to draw: a quarter less work
PLAYWRIGHTS_OWN = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""
ADVICE = (
    "the browser tests need Chromium. Install it (Debian: apt-get install chromium), "
    "or say where it is: CHROMIUM_PATH=/path/to/chromium make test"
)


def chromium() -> str:
    """The path of a Chromium that starts. Raises Stopped if none can be had."""
    return of_this_machine() or _from_playwright()


def of_this_machine() -> str | None:
    """The one that is named, is installed, or comes from Debian; it needs no .venv."""
    given = os.environ.get("CHROMIUM_PATH")
    if given and not _starts(given):
        raise Stopped(f"\nCHROMIUM_PATH is {given!r}, which does not start.\nWhat to do: mend or unset it.")
    return given or _installed() or _from_debian()


def _installed() -> str | None:
    paths = (shutil.which(name) for name in NAMES)
    return next((path for path in paths if path and _starts(path)), None)


def _from_debian() -> str | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    for package in PACKAGES:
        try:
            apt_install(package)
        except Stopped as stopped:
            print(stopped)
        if path := _installed():
            return path
    return None


def _from_playwright() -> str:
    path = _playwrights_path()
    if not _starts(path):
        step(
            "install Chromium by Playwright", [str(PYTHON), "-m", "playwright", "install", "chromium"], ADVICE
        )
    if not _starts(path):
        raise Stopped(
            f"\nThe Chromium that Playwright installed does not start ({path}).\nWhat to do: {ADVICE}"
        )
    return path


def _playwrights_path() -> str:
    done = subprocess.run([PYTHON, "-c", PLAYWRIGHTS_OWN], capture_output=True, encoding="utf-8", check=True)
    return done.stdout.strip()


def _starts(path: str) -> bool:
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
