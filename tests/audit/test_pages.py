"""The trail as the office reads it, and from the command line."""

import pytest
from flask import Flask

from portal.accounts.rules import OfficeRoleName
from portal.audit.actions import record
from portal.audit.checking import verify_chain
from portal.core.database import transaction
from tests.browser import Browser
from tests.factories import a_member, a_user, an_organisation


@pytest.fixture
def office(browser: Browser) -> Browser:
    return browser.sign_in(a_user(OfficeRoleName.NOTE_TAKER))


def some_entries() -> None:
    siti = a_user(name="Siti <b>Aminah</b>")
    with transaction():
        record("user.disable", siti, by=siti, changes={"is_active": (True, False)}, reason="<script>alert(1)")
        for _n in range(22):
            record("session.begin", siti, by=siti)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_everything_newest_first_in_both_languages(office: Browser, prefix: str) -> None:
    some_entries()
    assert len(office.get(f"{prefix}/kantor/jejak").html.xpath("//ol[@class='timeline']/li")) == 20
    page = office.get(f"{prefix}/kantor/jejak?halaman=2")
    assert "Siti <b>Aminah</b>" in page.main and "<script>alert(1)" in page.main


def test_filters_live_in_the_address(office: Browser) -> None:
    some_entries()
    assert "menonaktifkan akun" in office.get("/kantor/jejak?aksi=user.disable").main
    assert "Tidak ada catatan yang cocok" in office.get("/kantor/jejak?orang=siapa").main
    assert "22 catatan" in office.get("/kantor/jejak?aksi=session.begin&objek=aminah&orang=siti").main
    office.get("/kantor/jejak?aksi=raja", 400)
    office.get("/kantor/jejak?halaman=9", 404)


def test_only_the_office_reads_it(browser: Browser) -> None:
    browser.get("/kantor/jejak", 302)
    browser.sign_in(a_member(an_organisation())).get("/kantor/jejak", 403)


def test_verify_prints_the_head_and_fails_when_it_does_not_fit(site: Flask) -> None:
    some_entries()
    head = verify_chain().head
    run = site.test_cli_runner()
    assert f"23 entries, all in order.\nHead: {head}" in run.invoke(args=["audit", "verify"]).output
    assert run.invoke(args=["audit", "verify", "--head", head]).exit_code == 0
    broken = run.invoke(args=["audit", "verify", "--head", "f" * 64])
    assert broken.exit_code == 1
    assert "BROKEN after 23 good entries" in broken.output


def test_entries_of_invented_people_are_marked(office: Browser) -> None:
    some_entries()
    assert "Data contoh" not in office.get("/kantor/jejak").words("//header")
    invented = a_user(is_example=True)
    with transaction():
        record("session.begin", invented, by=invented)
    assert "Data contoh" in office.get("/kantor/jejak").words("//header")
