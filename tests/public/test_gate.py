"""Whatever is unpublished is seeded once and looked for on every public page, in both languages."""

from collections import Counter, deque
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException

from portal.commitments.models import CommitmentPartner
from portal.commitments.rules import CommitmentStatus, PartnerRole
from portal.core.database import db
from portal.organisations.rules import OrganisationStatus
from portal.places.rules import PocketStatus
from tests.browser import Browser
from tests.factories import (
    STABAT,
    VILLAGE,
    a_commitment,
    a_member,
    a_pocket,
    an_organisation,
)

SECRET = "RAHASIA"
HIDDEN_STATES = set(CommitmentStatus) - {
    CommitmentStatus.VERIFIED,
    CommitmentStatus.COMPLETED,
    CommitmentStatus.CANCELLED,
}
HIDDEN_PARTNERS = (OrganisationStatus.APPLIED, OrganisationStatus.RETURNED, OrganisationStatus.REJECTED)
MOST_OF_A_KIND = 3
START = ["/", f"/wilayah/{STABAT}", f"/wilayah/{VILLAGE}", "/wilayah/12.05"]


@pytest.fixture
def seeded(site: Flask) -> list[str]:
    """Public things with private parts, and private things beside them; gives the private addresses."""
    private = {
        "contact_name": f"{SECRET} nama",
        "contact_email": f"{SECRET}@contoh.id",
        "contact_phone": f"{SECRET} 0812",
    }
    partner = an_organisation(**private)
    hidden = [an_organisation(status, name=f"{SECRET} {status}") for status in HIDDEN_PARTNERS]
    withdrawn = a_pocket(status=PocketStatus.WITHDRAWN, name=f"{SECRET} kantong")
    author = a_member(partner, name=f"{SECRET} penulis")
    lines = [
        {"region_code": VILLAGE, "pocket_id": withdrawn.id, "households": 3},
        {"region_code": VILLAGE, "pocket_id": a_pocket().id, "households": 40},
    ]
    shown = a_commitment(
        partner, places=lines, created_by=author, authoriser_name=f"{SECRET} pejabat", **private
    )
    a_commitment(
        partner, CommitmentStatus.CANCELLED, created_by=author, reason="Anggaran dialihkan", **private
    )
    a_commitment(partner, places=lines[:1], created_by=author, **private)
    for organisation in hidden:
        db.session.add(
            CommitmentPartner(
                commitment_id=shown.id, organisation_id=organisation.id, role=PartnerRole.FUNDER
            )
        )
    drafts = [
        a_commitment(partner, state, created_by=author, title=f"{SECRET} {state}", reason=f"{SECRET} sebab")
        for state in HIDDEN_STATES
    ]
    db.session.commit()
    return [
        *(f"/komitmen/{draft.reference}" for draft in drafts),
        *(f"/mitra/{organisation.slug}" for organisation in hidden),
        f"/kantong/{withdrawn.slug}",
    ]


def walk(browser: Browser, site: Flask) -> Iterator[tuple[str, str]]:
    """Every public page from the home page on, some with each filter, with its text; both languages."""
    seen: set[str] = set()
    kinds: Counter[str] = Counter()
    waiting = deque([*START, *("/en" + start for start in START)])
    adapter = site.url_map.bind("localhost")
    while waiting:
        address = waiting.popleft().split("#")[0]
        path = address.split("?")[0].removeprefix("/en") or "/"
        try:
            endpoint, _ = adapter.match(path)
        except HTTPException:
            continue
        filters = {part.split("=")[0] for part in address.partition("?")[2].split("&")}
        here = {f"{address.startswith('/en')} {endpoint} {name}" for name in filters}
        if (
            address in seen
            or all(kinds[kind] >= MOST_OF_A_KIND for kind in here)
            or endpoint.startswith(("accounts", "organisations."))
        ):
            continue
        seen.add(address)
        kinds.update(here)
        page = browser.get(address, follow=True, inspect=False)
        assert "Set-Cookie" not in page.response.headers, address
        yield address, page.text
        if page.html is not None:
            waiting.extend(link for link in page.links() if link.startswith("/"))


def test_nothing_unpublished_stands_on_any_public_page(
    site: Flask, browser: Browser, seeded: list[str]
) -> None:
    visited = 0
    for address, text in walk(browser, site):
        assert SECRET not in text, address
        visited += 1
    assert visited > 60


def test_the_addresses_of_unpublished_things_do_not_exist(browser: Browser, seeded: list[str]) -> None:
    for address in seeded:
        for prefix in ("", "/en"):
            page = browser.get(prefix + address, status=404)
            assert SECRET not in page.text


def test_filters_that_name_unpublished_things_say_that_they_are_unknown(
    browser: Browser, seeded: list[str]
) -> None:
    for address in seeded:
        kind, word = address.split("/")[1:]
        if kind != "komitmen":
            assert SECRET not in browser.get(f"/komitmen?{kind}={word}", status=400).text


def test_searching_for_secrets_finds_nothing(browser: Browser, seeded: list[str]) -> None:
    for address in ("/komitmen", "/mitra", "/kantong"):
        page = browser.get(f"{address}?q={SECRET}")
        assert SECRET not in page.text.replace(f"“{SECRET}”", "").replace(f'value="{SECRET}"', "").replace(
            f"q={SECRET}", ""
        )
