"""A running site with example data, and people who look at it in headless Chromium."""

import os
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, ViewportSize, expect, sync_playwright
from werkzeug.serving import make_server

from portal import create_app
from portal.config import ROOT
from scripts.chromium import NAMES
from tests.conftest import EXAMPLE_PASSWORD, EXAMPLES, CopyOf, keep_compiled, settings_for_tests

PASSWORD = EXAMPLE_PASSWORD
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
AXE_PATH = "/axe.js"
PATIENCE = 30_000  # milliseconds, for a machine that has much else to do
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@dataclass(frozen=True)
class LiveSite:
    """A site that answers on this machine."""

    app: Flask
    url: str


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory, copy_of: CopyOf) -> Iterator[LiveSite]:
    """A site with the example data, served by threads of this process, with CSRF on as in life."""
    var = tmp_path_factory.mktemp("live")
    with copy_of("sqlite", EXAMPLES, var) as database_url:
        server = make_server("127.0.0.1", 0, lambda environ, start: [], threaded=True)
        url = f"http://127.0.0.1:{server.server_port}"
        settings = replace(settings_for_tests(database_url, var), base_url=url, keep_pages=1, hold_answers=1)
        app = create_app(replace(settings, trusted_hosts=("127.0.0.1",)))
        keep_compiled(app)
        server.app = beside_axe(app)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield LiveSite(app, url)
        server.shutdown()
        thread.join(10)


def beside_axe(app: Flask) -> Callable[..., Iterable[bytes]]:
    """The site, and axe as one of its files: Chromium then compiles it once and not for every page."""
    source = AXE.read_bytes()

    def answer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] != AXE_PATH:
            return app(environ, start)
        start("200 OK", [("Content-Type", "text/javascript"), ("Cache-Control", "max-age=3600")])
        return [source]

    return answer


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """Headless Chromium, as `make test` found or installed it."""
    path = os.environ.get("CHROMIUM_PATH") or next(filter(None, map(shutil.which, NAMES)), None)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


Visit = Callable[..., Page]


@pytest.fixture
def visit(live: LiveSite, chromium: Chromium) -> Iterator[Visit]:
    """Opens a page as a person on a phone or a desktop; a complaint of the browser fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        expected = any(word in message.text for word in ("status of 4", "ERR_INTERNET_DISCONNECTED"))
        if message.type in {"error", "warning"} and not expected:
            complaints.append(message.text)

    def open_page(address: str = "/", *, phone: bool = False, script: bool = True, by: str = "") -> Page:
        context = chromium.new_context(
            base_url=live.url,
            viewport=PHONE if phone else DESKTOP,
            java_script_enabled=script,
            bypass_csp=False,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", note)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if by:
            sign_in(page, by)
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def sign_in(page: Page, who: str) -> None:
    """Sign in by the form, as one of the example people."""
    page.goto("/masuk")
    page.get_by_label("Alamat surel").fill(f"{who}@contoh.id")
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Masuk").click()
    page.wait_for_url(lambda url: "/masuk" not in url)


def faults_of_access(page: Page, but: str = "") -> list[str]:
    """What axe-core finds under WCAG 2.2 AA and its best practices; `but`: a rule to leave out."""
    page.wait_for_load_state()  # a click waits only until the next page begins, which may have no head yet
    page.add_script_tag(url=AXE_PATH)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    only = {"runOnly": tags, "resultTypes": ["violations"], "preload": False}  # a third less work
    left_out = {but: {"enabled": False}} if but else {}
    found = page.evaluate("options => axe.run(options)", only | {"rules": left_out})
    return [
        f"{violation['id']}: {violation['nodes'][0]['html'][:200]} ({len(violation['nodes'])} x)"
        for violation in found["violations"]
    ]


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    page.wait_for_load_state()
    return int(
        page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )
