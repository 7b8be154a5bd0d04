"""Finished public pages are kept and given again, until something changes; private answers never are."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from portal.web.kept_pages import PUBLIC_PAGE, KeptPages

PUBLIC = {"Cache-Control": "public, max-age=0, must-revalidate", "X-Request-Id": "first"}


class Site:
    """Counts how often a page is made."""

    def __init__(self, headers: dict[str, str] = PUBLIC, flag: bool = True, status: int = 200) -> None:
        self.headers, self.flag, self.status, self.made, self.state = headers, flag, status, 0, 1

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        self.made += 1
        environ[PUBLIC_PAGE] = self.flag
        answer = Response(f"page {self.made}", self.status, headers=self.headers)
        return answer(environ, start_response)

    def client(self) -> Client:
        return Client(KeptPages(self, lambda: self.state, "simpul"), Response)


def test_a_page_is_made_once_while_nothing_changes() -> None:
    site = Site()
    client = site.client()
    first, second = client.get("/"), client.get("/")
    assert (first.text, second.text, site.made) == ("page 1", "page 1", 1)
    assert first.headers["X-Request-Id"] == "first", "the id under which its making stands in the log"
    assert second.headers["X-Request-Id"] != "first"


def test_any_change_makes_it_anew() -> None:
    site = Site()
    client = site.client()
    client.get("/")
    site.state += 1
    assert client.get("/").text == "page 2"


def test_who_has_the_page_already_gets_304_without_a_body() -> None:
    client = Site().client()
    tag = client.get("/").headers["ETag"]
    again = client.get("/", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    "request_",
    [
        {"path": "/?a=1"},
        {"path": "/en"},
        {"path": "/", "headers": {"Host": "other.example"}},
        {"path": "/", "headers": {"Accept-Encoding": "br"}},
    ],
)
def test_another_address_host_or_encoding_is_another_page(request_: dict[str, Any]) -> None:
    site = Site()
    client = site.client()
    client.get("/")
    client.get(**request_)
    assert site.made == 2


@pytest.mark.parametrize("method", ["POST", "HEAD", "PUT"])
def test_only_get_is_kept(method: str) -> None:
    site = Site()
    client = site.client()
    for _ in range(2):
        client.open("/", method=method)
    assert site.made == 2


@pytest.mark.parametrize(
    "site",
    [
        Site(flag=False),
        Site(status=404),
        Site(headers={"Cache-Control": "no-store"}),
        Site(headers=PUBLIC | {"Set-Cookie": "simpul=secret"}),
        Site(headers={}),
    ],
)
def test_what_is_not_plainly_public_is_never_kept(site: Site) -> None:
    client = site.client()
    client.get("/")
    assert client.get("/").text == "page 2"


def test_who_carries_a_session_goes_past() -> None:
    site = Site()
    client = site.client()
    client.get("/")
    client.set_cookie("simpul", "token", domain="localhost")
    assert client.get("/").text == "page 2"


def test_without_a_database_the_site_itself_answers() -> None:
    site = Site()
    site.state = None  # type: ignore[assignment]
    client = site.client()
    client.get("/")
    assert client.get("/").text == "page 2"
