"""The public pages as a visitor meets them: both languages, no cookie, with little and with much to show."""

from collections.abc import Callable

import pytest
from flask import Flask

from portal.commitments.models import CommitmentPartner
from portal.commitments.rules import CommitmentStatus, PartnerRole
from portal.core.clock import now
from portal.core.database import db
from portal.organisations.rules import OrganisationStatus
from portal.places.models import PocketFigure
from tests.browser import Browser
from tests.factories import STABAT, VILLAGE, a_commitment, a_pocket, an_organisation

BOTH = pytest.mark.parametrize("language", ["", "/en"])


@pytest.fixture
def addresses(site: Flask) -> list[str]:
    """One of each public thing, and the addresses that show them."""
    pocket, partner, supporter = a_pocket(), an_organisation(name="PT Bakau"), an_organisation()
    db.session.add(
        PocketFigure(
            pocket_id=pocket.id, indicator_code="poor_households", year=2025, value=3, source="Survei"
        )
    )
    lines = [{"region_code": VILLAGE, "pocket_id": pocket.id, "rupiah": 7}, {"region_code": STABAT}]
    shown = a_commitment(partner, places=lines, description_html="<p>Isi</p>")
    db.session.add(
        CommitmentPartner(commitment_id=shown.id, organisation_id=supporter.id, role=PartnerRole.IMPLEMENTER)
    )
    db.session.commit()
    a_commitment()
    pages = (
        "/ /peta /komitmen /mitra /kantong /wilayah /strategi /tentang /wilayah/12.05 /strategi/1 /strategi/3"
    )
    filtered = [
        "/peta?ukuran=mitra",
        "/peta?ukuran=mitra&strategi=3",
        "/peta?ukuran=kantong",
        "/peta?strategi=2",
        f"/komitmen?tahun=2026&strategi=5&wilayah={VILLAGE}&jenis=swasta&status=berlaku&sumber=tjsp&q=komitmen&urut=nilai"
        f"&mitra={partner.slug}&kantong={pocket.slug}&lingkup=kantong",
        f"/mitra?jenis=swasta&strategi=3&wilayah={STABAT}&q=pt&urut=komitmen",
        f"/kantong?wilayah={STABAT}&status=aktif&celah=3&q=kantong&urut=nama",
    ]
    things = [
        f"/komitmen/{shown.reference}",
        f"/mitra/{partner.slug}",
        f"/mitra/{supporter.slug}",
        f"/kantong/{pocket.slug}",
        f"/wilayah/{STABAT}",
        f"/wilayah/{VILLAGE}",
    ]
    return [*pages.split(), *filtered, *things]


@BOTH
def test_every_page_opens_without_cookie_or_script(
    browser: Browser, addresses: list[str], language: str
) -> None:
    for address in addresses:
        page = browser.get(language + address)
        assert "Set-Cookie" not in page.response.headers, address
        assert "<script" not in page.text, address


@BOTH
def test_every_page_opens_while_nothing_is_recorded(browser: Browser, language: str) -> None:
    for path in (
        "/",
        "/peta",
        "/komitmen",
        "/mitra",
        "/kantong",
        "/wilayah",
        f"/wilayah/{STABAT}",
        "/strategi/2",
    ):
        browser.get(language + path)


def test_many_rows_need_no_more_queries_than_few(browser: Browser, addresses: list[str]) -> None:
    a_commitment(strategy_number=3)
    few = {address: len(browser.get(address).queries) for address in addresses}
    for number in range(12):
        pocket = a_pocket()
        a_commitment(
            places=[
                {"region_code": VILLAGE, "pocket_id": pocket.id, "rupiah": number},
                {"region_code": STABAT},
            ],
            strategy_number=2 + number % 4,
        )
    many = {address: len(browser.get(address).queries) for address in addresses}
    assert {many[address] - few[address] for address in addresses} <= {0, 1}  # a long list is counted


def test_a_page_fits_a_slow_phone(browser: Browser, addresses: list[str]) -> None:
    for address in ("/", "/peta", "/komitmen", "/wilayah/12.05"):
        response = browser.client.get(address, headers={"Accept-Encoding": "br"})
        assert len(response.data) < 15_000, address


def test_home_asks_the_question_and_counts(browser: Browser, addresses: list[str]) -> None:
    page = browser.get("/")
    assert page.h1.startswith("Siapa mengerjakan apa, di mana, untuk 1 kantong kemiskinan")
    assert "Komitmen berlaku 2" in page.main
    assert "91 dari 92" in page.main
    assert "9,04%" in page.main and "98.160" in page.main and "Sumber: BPS, Susenas Maret 2023" in page.main
    assert len(page.html.xpath("//svg[@class='tilemap']/a")) == 23


def test_a_search_shows_places_and_partners_above_the_commitments(
    browser: Browser, addresses: list[str]
) -> None:
    assert browser.get("/komitmen?q=stabat").html.xpath("//section//a/@href")[0] == f"/wilayah/{STABAT}"
    assert "PT Bakau" in browser.get("/komitmen?q=bakau").words("//section[@aria-labelledby='matches']")


def test_a_filter_is_a_chip_that_can_be_taken_away(browser: Browser, addresses: list[str]) -> None:
    page = browser.get("/komitmen?tahun=2026&jenis=swasta")
    assert page.html.xpath("//a[@class='chip']/@href") == ["/komitmen?jenis=swasta", "/komitmen?tahun=2026"]
    assert "/data/komitmen.csv?tahun=2026&jenis=swasta" in page.links()


def test_a_commitment_says_what_who_where_and_since_when(browser: Browser, addresses: list[str]) -> None:
    page = browser.get(next(address for address in addresses if "/komitmen/KMT" in address))
    for words in ("PT Bakau", "bersama", "pelaksana", "Rp7", "Direktur", "Diverifikasi Sekretariat", "wa.me"):
        assert words in page.main or words in page.text, words
    assert page.html.xpath("//*[@class='qr']/svg")


def test_persons_behind_a_commitment_are_never_named(browser: Browser, addresses: list[str]) -> None:
    page = browser.get(next(address for address in addresses if "/komitmen/KMT" in address))
    for secret in ("Pemberi Wewenang", "Narahubung", "0811222333", "Kontak Rahasia"):
        assert secret not in page.text


def test_a_cancelled_promise_stays_with_its_reason(browser: Browser) -> None:
    pledge = a_commitment(status=CommitmentStatus.CANCELLED, reason="Anggaran dialihkan", closed_at=now())
    page = browser.get(f"/komitmen/{pledge.reference}")
    assert "Komitmen ini dibatalkan" in page.main and "Anggaran dialihkan" in page.main


def test_a_reason_given_before_publication_is_not_shown(browser: Browser) -> None:
    pledge = a_commitment(reason="Perbaiki jumlahnya")
    assert "Perbaiki jumlahnya" not in browser.get(f"/komitmen/{pledge.reference}").text


def test_small_figures_of_a_pocket_are_masked(browser: Browser, addresses: list[str]) -> None:
    page = browser.get(next(address for address in addresses if address.startswith("/kantong/")))
    assert "(KK) <5 Survei" in page.main


def test_a_merged_partner_is_moved_for_good(browser: Browser) -> None:
    kept = an_organisation()
    merged = an_organisation(OrganisationStatus.REJECTED, merged_into_id=kept.id)
    page = browser.get(f"/en/mitra/{merged.slug}", status=301)
    assert page.response.headers["Location"] == f"/en/mitra/{kept.slug}"


def test_a_suspended_partner_says_so(browser: Browser) -> None:
    partner = an_organisation(OrganisationStatus.SUSPENDED)
    assert "sedang ditangguhkan" in browser.get(f"/mitra/{partner.slug}").main


@pytest.mark.parametrize("make", [a_commitment, an_organisation, a_pocket])
def test_example_data_is_marked(browser: Browser, make: Callable[..., object]) -> None:
    make(is_example=True)
    assert "Data contoh" in browser.get("/").text


def test_real_data_is_not_called_an_example(browser: Browser, addresses: list[str]) -> None:
    assert not [address for address in addresses if "Data contoh:" in browser.get(address).text]


@pytest.mark.parametrize(
    "address",
    [
        "/komitmen?status=draf",
        "/komitmen?wilayah=99",
        "/mitra?jenis=raja",
        "/mitra?wilayah=99",
        "/kantong?celah=1",
        "/kantong?status=dicabut",
        "/peta?ukuran=tinggi",
        "/komitmen?halaman=x",
    ],
)
def test_an_unknown_filter_gets_a_kind_page_with_a_way_on(browser: Browser, address: str) -> None:
    page = browser.get(address, status=400)
    assert address.partition("?")[0] in page.links()


@pytest.mark.parametrize(
    "address", ["/komitmen?halaman=2", "/mitra?halaman=99", "/kantong?halaman=2", "/strategi/9", "/wilayah/1"]
)
def test_what_does_not_exist_gets_a_kind_page(browser: Browser, address: str) -> None:
    assert browser.get(address, status=404).h1 == "Halaman tidak ditemukan"


def test_machines_find_the_lists_and_stay_out_of_the_rooms(browser: Browser) -> None:
    robots = browser.client.get("/robots.txt").get_data(as_text=True)
    assert "Disallow: /ruang" in robots and "sitemap.xml" in robots
    sitemap = browser.client.get("/sitemap.xml").get_data(as_text=True)
    assert "http://localhost/komitmen" in sitemap and "http://localhost/en/tentang" in sitemap
