"""Reading a page as a signed-in person changes nothing in the database."""

from sqlalchemy import select

from portal.core.database import Model, db
from tests.browser import Browser
from tests.factories import a_member, a_user, an_admin, an_organisation

PATHS = [
    "/masuk", "/lupa-sandi", "/akun", "/akun/sandi", "/akun/surel", "/kantor/pengguna",
    "/kantor/pengguna/undang", "/kantor/jejak", "/en/akun", "/sehat", "/siap",
]  # fmt: skip


def everything() -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables."""
    tables = Model.metadata.sorted_tables
    return {table.name: sorted(map(repr, db.session.execute(select(table)))) for table in tables}


def test_reading_changes_nothing(browser: Browser) -> None:
    admin = an_admin()
    a_member(an_organisation())
    browser.sign_in(admin)
    before = everything()
    for path in [*PATHS, f"/kantor/pengguna/{admin.id}"]:
        browser.client.get(path)
        browser.client.head(path)
    assert everything() == before


def test_no_address_signs_out_by_a_link(browser: Browser) -> None:
    browser.sign_in(a_user()).get("/keluar", 405)
    browser.get("/akun")
