"""What a partner does by the visible labels: registering, and recording a commitment in five steps."""

import re

from playwright.sync_api import Page
from sqlalchemy import select

from portal.core.database import db
from portal.notifications.models import OutboxMail
from portal.places.models import Pocket, Region
from tests.journeys.conftest import LiveSite

PASSWORD = "kalimat sandi untuk uji"
SAVE, LATER = "Simpan dan lanjutkan", "Simpan sebagai draf, lanjut nanti"


def press(page: Page, name: str) -> None:
    """Press a button of the page's main part, and wait for the page that it leads to."""
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    """Follow the first link of this name in the page's main part, and wait for the page that it leads to."""
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=name).first.click()


def fill(page: Page, answers: dict[str, str]) -> None:
    """Write answers into the fields with these labels."""
    for label, answer in answers.items():
        asked = re.compile(rf"^{re.escape(label)}( \(opsional\))?$")
        page.locator("main").get_by_label(asked).fill(answer)


def sign_in_as(page: Page, email: str, password: str = PASSWORD) -> None:
    """Sign in by the form."""
    page.goto("/masuk")
    fill(page, {"Alamat surel": email, "Kata sandi": password})
    press(page, "Masuk")
    page.wait_for_url(lambda url: "/masuk" not in url)


def sign_out(page: Page) -> None:
    """Sign out by the button of the menu, which on a phone is opened first."""
    menu = page.get_by_role("banner").get_by_text("Menu", exact=True)
    if menu.is_visible():
        menu.click()
    page.get_by_role("banner").get_by_role("button", name="Keluar").locator("visible=true").click()
    page.wait_for_url(lambda url: "/ruang" not in url)


def last_mail(live: LiveSite, to: str) -> OutboxMail:
    """The newest mail to an address."""
    with live.app.app_context():
        newest = select(OutboxMail).filter_by(recipient=to).order_by(OutboxMail.id.desc()).limit(1)
        mail = db.session.scalars(newest).one()
        db.session.expunge(mail)
        return mail


def link_in(mail: OutboxMail, part: str) -> str:
    """The link with this part in its path."""
    found = re.search(rf"http://\S+{part}\S+", mail.body)
    assert found, mail.body
    return found[0]


def register(page: Page, name: str, email: str) -> None:
    """Fill in the whole form of /daftar and send it."""
    page.get_by_label("LSM").check()
    fill(
        page,
        {
            "Nama resmi lembaga": name,
            "Tentang lembaga": "Mendampingi nelayan kecil.",
            "Nama narahubung": "Rini Uji",
            "Jabatan narahubung": "Sekretaris",
            "Surel narahubung": email,
            "Telepon atau WhatsApp narahubung": "0812 3456 7890",
            "Nama Anda": "Rini Uji",
            "Surel Anda": email,
            "Kata sandi": PASSWORD,
        },
    )
    page.get_by_label("5. Pembangunan").check()
    page.get_by_label("Hinai", exact=True).check()
    page.get_by_label("Saya berwenang").check()
    press(page, "Kirim pendaftaran")


def answer_what(page: Page, title: str) -> str:
    """Step 1; the new draft's reference."""
    page.get_by_label("5. Pembangunan").check()
    fill(page, {"Judul komitmen": title, "Uraian": "Rumah layak huni untuk keluarga nelayan."})
    press(page, SAVE)
    page.wait_for_url("**/langkah/2")
    return page.url.split("/")[-3]


def choose_places(page: Page, kecamatan: str, places: list[str]) -> None:
    """Step 2, first half: tick places of a kecamatan and add them."""
    page.get_by_label("Kecamatan", exact=True).select_option(label=kecamatan)
    press(page, "Tampilkan")
    for name in places:
        page.get_by_label(name).first.check()
    press(page, "Tambahkan yang dicentang")


def answer_places(page: Page, places: list[str], unit: str = "rumah") -> None:
    """Step 2, second half: numbers for each place."""
    fill(page, {"Satuan": unit})
    for number, name in enumerate(places, start=1):
        box = page.get_by_role("group", name=name).first
        box.get_by_label("Nilai rupiah").fill(f"{number}5.000.000")
        box.get_by_label("Banyaknya").fill(str(number * 2))
        box.get_by_label("Keluarga").fill(str(number * 10))
    press(page, SAVE)


def answer_giving(page: Page) -> None:
    """Step 3."""
    page.get_by_role("radio", name="Uang", exact=True).check()
    page.get_by_label("NGO atau donor").check()
    press(page, SAVE)


def answer_people(page: Page) -> None:
    """Step 4."""
    fill(
        page,
        {
            "Tanggal mulai": "2026-01-15",
            "Tanggal selesai": "2027-06-30",
            "Nama yang menyetujui": "Hasan Uji",
            "Jabatan yang menyetujui": "Ketua",
            "Nama narahubung": "Rini Uji",
            "Telepon narahubung": "0812 3456 7890",
        },
    )
    press(page, SAVE)


def three_places(live: LiveSite) -> tuple[str, list[str]]:
    """A kecamatan's name, and in it a pocket, a desa and the kecamatan itself, as the form calls them."""
    with live.app.app_context():
        active = select(Pocket).filter_by(status="active").order_by(Pocket.slug).limit(1)
        pocket = db.session.scalars(active).one()
        kecamatan = db.session.get_one(Region, pocket.region.parent_code)
        others = select(Region).where(Region.parent_code == kecamatan.code, Region.code != pocket.region_code)
        desa = db.session.scalars(others.where(Region.level == "desa").order_by(Region.code)).first()
        assert desa is not None
        return kecamatan.name, [f"{pocket.name}, ", f"Desa {desa.name}", f"Kecamatan {kecamatan.name}"]


def code_of(live: LiveSite, kecamatan: str) -> str:
    """The official code of a kecamatan."""
    with live.app.app_context():
        named = select(Region.code).filter_by(name=kecamatan, level="kecamatan")
        return db.session.scalars(named).one()
