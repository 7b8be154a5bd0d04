"""A naughty text goes through every form of a pledge's life; every page that shows it shows it as text."""

import csv
import io
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import User
from portal.accounts.rules import OfficeRoleName
from portal.commitments.models import Commitment
from portal.core.database import db
from portal.notifications.models import OutboxMail
from portal.organisations.models import Organisation
from portal.places.models import Pocket
from tests.browser import Browser, Page
from tests.factories import VILLAGE, a_user, a_verifier
from tests.support.naughty import MARKUP, TEXTS, filled, marks_left_by_texts

MANAGER = "penguji@contoh.id"


class Person:
    """Opens a page, fills in its form with the naughty text, sends it and looks at what comes."""

    def __init__(self, site: Flask, user: User | None, text: str) -> None:
        self.browser, self.text = Browser(site), text
        if user:
            self.browser.sign_in(user)

    def sends(self, address: str, status: int = 302, part: str = "", **answers: Any) -> Page:
        page = self.looks(address)
        forms = [f for f in page.html.forms if f.method.upper() == "POST" and "/keluar" not in f.action]
        form = next(f for f in forms if part in f.action)
        sent = self.browser._open("post", form.action, data=filled(form, self.text, **answers))
        assert sent.status == status, (
            f"{form.action}: {sent.status} {sent.html is not None and sent.errors()}"
        )
        return self.looks(sent.response.location) if status == 302 else self._seen(sent)

    def looks(self, address: str, status: int = 200) -> Page:
        return self._seen(self.browser.get(address, status=status))

    def _seen(self, page: Page) -> Page:
        assert marks_left_by_texts(page.html) == []
        assert "49" not in page.words("//*[contains(text(), '$49')]"), "a template was run"
        return page


@pytest.fixture(params=list(TEXTS), name="text")
def _text(request: pytest.FixtureRequest) -> str:
    return TEXTS[request.param]


def test_naughty_texts_stay_texts_from_the_registration_to_the_trail(site: Flask, text: str) -> None:
    admin, verifier = a_user(OfficeRoleName.ADMIN), a_verifier()
    visitor, office, chief = (Person(site, who, text) for who in (None, verifier, admin))
    visitor.sends("/daftar", email=MANAGER, contact_email=MANAGER, password="kalimat sandi panjang")
    organisation, user = (
        _newest(Organisation),
        db.session.scalars(select(User).filter_by(email=MANAGER)).one(),
    )
    manager = Person(site, user, text)
    _vets(office, manager, organisation)
    _tells_about_itself(manager, organisation)
    reference = _pledges(manager, organisation)
    _decides(office, manager, reference)
    _keeps_reference(office, chief)
    _reads(visitor, manager, office, chief, organisation.slug, reference)


def _newest(kind: type) -> object:
    return db.session.scalars(select(kind).order_by(kind.id.desc()).limit(1)).one()


def _vets(office: Person, manager: Person, organisation: Organisation) -> None:
    at = f"/kantor/mitra/{organisation.slug}"
    office.sends(f"{at}/kembalikan")
    manager.looks("/ruang")
    manager.sends(f"/ruang/lembaga/{organisation.slug}", part="/ajukan")
    office.looks("/kantor")
    office.sends(f"{at}/setujui")


def _tells_about_itself(manager: Person, organisation: Organisation) -> None:
    at = f"/ruang/lembaga/{organisation.slug}"
    manager.sends(f"{at}/ubah", contact_email=MANAGER)
    clash = manager.sends(f"{at}/ubah", status=409, contact_email=MANAGER, version="0", about="Lain")
    assert clash.words("//*[contains(@class, 'clash')]")
    manager.sends(f"/ruang/rekan/{organisation.slug}/undang", email="rekan@contoh.id")
    manager.sends("/akun", language="id")


def _pledges(manager: Person, organisation: Organisation) -> str:
    manager.sends("/ruang/komitmen/baru", then="continue", organisation=organisation.slug)
    reference = _newest(Commitment).reference
    at = f"/ruang/komitmen/{reference}/langkah"
    manager.sends(f"{at}/2?kecamatan={VILLAGE[:8]}", then="add", chosen=VILLAGE, remove="")
    row = {"places-0-rupiah": "1.000.000", "places-0-quantity": "2"}
    row |= {"places-0-households": "30", "places-0-people": "90", "search": "", "kecamatan": "", "chosen": []}
    manager.sends(f"{at}/2", then="later", **row)
    manager.sends(f"{at}/3", then="later", support_form="money", funding_source="tjsp")
    answers = {"starts_on": "2026-01-01", "ends_on": "2026-12-31", "contact_email": MANAGER}
    manager.sends(f"{at}/4", then="later", search="", **answers)
    manager.sends(f"{at}/4", status=409, then="later", search="", version="0", **answers)
    manager.sends(f"{at}/5")
    return reference


def _decides(office: Person, manager: Person, reference: str) -> None:
    at = f"/kantor/komitmen/{reference}"
    office.sends(at, decision="return")
    manager.looks(f"/ruang/komitmen/{reference}/langkah/1")
    manager.sends(f"/ruang/komitmen/{reference}/langkah/5")
    office.sends(at, decision="verify")
    office.sends(at, decision="cancel")


def _keeps_reference(office: Person, chief: Person) -> None:
    office.sends("/kantor/kantong/baru", region_code=VILLAGE, decided_on="2024-01-01")
    office.sends(f"/kantor/kantong/{_newest(Pocket).slug}/angka/baru", year="2025", value="40")
    chief.sends("/kantor/atur/strategi/5")
    chief.sends("/kantor/atur/dasar-hukum/baru")
    chief.sends("/kantor/pengguna/undang", email="baru@contoh.id", strategies=[])


def _reads(
    visitor: Person, manager: Person, office: Person, chief: Person, slug: str, reference: str
) -> None:
    pocket = _newest(Pocket).slug
    public = ["/", "/komitmen", f"/komitmen/{reference}", "/mitra", f"/mitra/{slug}", "/kantong", "/tentang"]
    public += [f"/kantong/{pocket}", f"/wilayah/{VILLAGE}", "/strategi/5", "/matriks", "/matriks?baris=mitra"]
    rooms = {
        visitor: [*public, "/peta", "/data", f"/daftar/terkirim?mirip={slug}"],
        manager: ["/ruang", "/ruang/komitmen", f"/ruang/komitmen/{reference}", f"/ruang/rekan/{slug}"],
        office: [
            f"/kantor/komitmen/{reference}",
            "/kantor/komitmen",
            f"/kantor/mitra/{slug}",
            "/kantor/jejak",
        ],
        chief: ["/kantor/pengguna", "/kantor/atur", f"/kantor/kantong/{pocket}", "/kantor/kantong"],
    }
    for person, addresses in rooms.items():
        for address in addresses:
            person.looks(address)
            person.looks(("/en" + address).removesuffix("/"))
    if visitor.text == MARKUP:
        assert "alert(1)" in visitor.looks(f"/komitmen/{reference}").h1, "it is shown as it was written"
    for mail in db.session.scalars(select(OutboxMail)):
        assert "\n" not in mail.subject + mail.recipient
    for name in ("komitmen", "rincian", "mitra", "kantong"):
        file = visitor.browser.client.get(f"/data/{name}.csv").get_data(as_text=True)
        cells = [cell for row in csv.reader(io.StringIO(file)) for cell in row]
        assert [cell for cell in cells if cell.startswith(("=", "+", "@"))] == []
