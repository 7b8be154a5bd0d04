"""A browser without a screen that inspects every page it gets: what a careful person would notice on each."""

import re
from functools import lru_cache
from typing import Any

import html5lib
from flask import Flask, g
from flask.testing import FlaskClient
from lxml import etree, html
from sqlalchemy import event

from portal.accounts.models import SignIn, User
from portal.accounts.tokens import token_hash
from portal.core.clock import now
from portal.core.database import db

MOST_QUERIES = 12
MOST_OF_PARTS = 24  # on pages to which other rooms add their parts, each with a query or two
AGAIN = [  # from the inside out: an option, a cell or item, a row; none reaches into another of its kind
    re.compile(rf"(<{name}\b(?:(?!</?{name}\b).)*</{name}>\s*)\1{{2,}}", re.DOTALL)
    for name in ("option", "td", "li", "tr")
]
WITH_PARTS = re.compile(r"(/en)?/((kantor|ruang)/komitmen/KMT-[0-9-]+|strategi/[1-7]|kantor/ringkasan)")


class Page:
    """An inspected HTML page."""

    def __init__(self, response: Any, queries: list[str]) -> None:
        self.response = response
        self.status = response.status_code
        is_file = not response.mimetype.startswith(("text/", "application/json"))
        self.text = response.get_data().decode("utf-8", "replace" if is_file else "strict")
        self.queries = queries
        self.html = html.fromstring(self.text) if response.mimetype == "text/html" and self.text else None

    @property
    def h1(self) -> str:
        return self.words("//h1")

    @property
    def main(self) -> str:
        """All words of the main part, white space folded."""
        return self.words("//main")

    def words(self, path: str) -> str:
        """The text of what an XPath finds, white space folded."""
        assert self.html is not None
        texts = (
            node if isinstance(node, str) else " ".join(node.itertext()) for node in self.html.xpath(path)
        )
        return re.sub(r"\s+", " ", " ".join(texts)).strip()

    def links(self) -> list[str]:
        assert self.html is not None
        return [str(link) for link in self.html.xpath("//a/@href")]

    def errors(self) -> list[str]:
        """The sentences of the error summary."""
        assert self.html is not None
        return [
            " ".join(node.itertext()).strip()
            for node in self.html.xpath("//*[contains(@class,'govuk-error-summary')]//li")
        ]

    def form(self, action_part: str = "") -> dict[str, str]:
        """The fields of the page's (post) form with what stands in them, ready to be changed and posted."""
        assert self.html is not None
        forms = [f for f in self.html.forms if f.method.upper() == "POST" and action_part in (f.action or "")]
        forms = [f for f in forms if "/keluar" not in (f.action or "")] or forms
        return dict(forms[0].form_values())


def most_queries(address: str) -> int:
    """How many questions to the database a page may ask."""
    return MOST_OF_PARTS if WITH_PARTS.fullmatch(address.partition("?")[0]) else MOST_QUERIES


class Browser:
    """Fetches pages as a visitor or a signed-in person, and inspects each."""

    def __init__(self, site: Flask) -> None:
        self.site = site
        self.client: FlaskClient = site.test_client()
        self.client.environ_base["REMOTE_ADDR"] = "127.0.0.1"

    def sign_in(self, user: User) -> "Browser":
        """Begin a session for the user without the form; tests/accounts tries the form itself."""
        token = f"test-token-{user.id}-{now().timestamp()}"
        db.session.add(SignIn(user_id=user.id, token_hash=token_hash(token)))
        db.session.commit()
        with self.client.session_transaction() as session:
            session.update({"_user_id": token, "_fresh": True, "seen": int(now().timestamp())})
        return self

    def get(self, address: str, status: int = 200, follow: bool = False, inspect: bool = True) -> Page:
        """Fetch and inspect; the status must be the one expected."""
        page = self._open("get", address, follow_redirects=follow)
        assert page.status == status, f"{address}: {page.status}\n{page.text[:600]}"
        if inspect and page.html is not None and page.status < 300:
            assert len(page.queries) <= most_queries(address), (
                f"{address} ran {len(page.queries)} queries:\n" + "\n".join(page.queries)
            )
        return page

    def post(
        self, address: str, answers: Any = None, status: int | None = None, follow: bool = False
    ) -> Page:
        """Send a form; 302 unless another status is expected."""
        page = self._open("post", address, data=answers or {}, follow_redirects=follow)
        expected = status or (200 if follow else 302)
        assert page.status == expected, f"{address}: {page.status}\n{page.text[:1500]}"
        return page

    def _open(self, method: str, address: str, **options: Any) -> Page:
        db.session.expire_all()
        vars(
            g
        ).clear()  # the tests' application context outlives a request: who signed in, what a page marked
        queries: list[str] = []
        engine = db.engine

        def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN")):
                queries.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        try:
            response = getattr(self.client, method)(address, **options)
        finally:
            event.remove(engine, "before_cursor_execute", note)
        page = Page(response, queries)
        if page.html is not None:
            inspect_page(page, address)
        return page


def inspect_page(page: Page, address: str) -> None:
    """What must hold on every page: valid, titled, labelled, nothing inline, headers as promised."""
    faults = [*_faults_of_markup(page), *_faults_of_headers(page)]
    assert not faults, f"{address}: " + "; ".join(faults)


def _faults_of_markup(page: Page) -> list[str]:
    tree = page.html
    assert tree is not None
    faults = list(_faults_of_syntax(_bones(page.text)))
    ids = [str(i) for i in tree.xpath("//@id")]
    faults += [f"id {i} stands twice" for i in {i for i in ids if ids.count(i) > 1}]
    headings = tree.xpath("//h1")
    title = " ".join(tree.xpath("string(//title)").split())
    if len(headings) != 1:
        faults.append(f"{len(headings)} h1")
    elif re.sub(r"\s+", " ", " ".join(headings[0].itertext())).strip() not in title:
        faults.append(f"title {title!r} does not contain the h1")
    faults += _faults_of_labels(tree, ids)
    if tree.xpath("//@style | //style | //script[not(@src)] | //@*[starts-with(name(), 'on')]"):
        faults.append("inline style or script")
    faults += [
        f"missing target #{a[1:]}"
        for a in tree.xpath("//a/@href[starts-with(., '#')]")
        if a[1:] not in ids and a != "#"
    ]
    if "None" in re.findall(r">\s*(None)\s*<", page.text):
        faults.append("the word None on the page")
    return faults


def _bones(text: str) -> str:
    """A page without its words and values; what stands again and again, alike to the letter, stands twice."""
    bones = re.sub(r">\s*[^\s<][^<]*<", ">x<", re.sub(r'="[^"]*"', '=""', text))
    for again in AGAIN:
        bones = again.sub(r"\1\1", bones)
    return bones


@lru_cache(maxsize=2048)
def _faults_of_syntax(text: str) -> tuple[str, ...]:
    """What an HTML5 parser complains of. It is slow; pages of the same build are read once."""
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(text)
    known = {"unexpected-char-after-body"}
    return tuple(f"HTML: {code} at {place}" for place, code, _ in parser.errors if code not in known)


def _faults_of_labels(tree: etree._Element, ids: list[str]) -> list[str]:
    faults = []
    for field in tree.xpath(
        "//main//input[not(@type='hidden') and not(@type='submit')] | //main//select | //main//textarea"
    ):
        name = field.get("id") or ""
        labelled = (
            field.get("aria-label")
            or field.get("aria-labelledby")
            or tree.xpath(f"//label[@for='{name}']")
            or field.xpath("ancestor::label")
        )
        if not labelled:
            faults.append(f"{field.tag} {field.get('name')} has no label")
    return faults


def _faults_of_headers(page: Page) -> list[str]:
    headers = page.response.headers
    wanted = (
        "Content-Security-Policy",
        "X-Content-Type-Options",
        "Referrer-Policy",
        "Cross-Origin-Opener-Policy",
        "X-Request-Id",
    )
    return [f"no {name}" for name in wanted if name not in headers]
