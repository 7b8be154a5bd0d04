"""A filter panel says what is active and leads to the same list with one thing changed."""

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound

from portal.core.paging import Page
from portal.web.filters import Panel, Select, existing

KINDS = Select("jenis", "Jenis", [("", "Semua"), ("ngo", "LSM")])
ORDER = Select("urut", "Urutkan", [("", "Nama"), ("nilai", "Nilai")], is_filter=False)
GAP = Select("celah", "Celah", [("", "Semua"), ("3", "Ekonomi lokal")], lead="Belum ada mitra: ")


def test_chips_name_what_is_active_but_not_the_order(site: Flask) -> None:
    with site.test_request_context("/mitra?jenis=ngo&celah=3&urut=nilai&q=desa&mitra=pt-a"):
        chips = [chip.label for chip in Panel([KINDS, GAP, ORDER], "Cari", {"mitra": "PT A"}).chips]
    assert chips == ["PT A", "LSM", "Belum ada mitra: Ekonomi lokal", "“desa”"]


def test_a_chip_leads_to_the_list_without_it(site: Flask) -> None:
    with site.test_request_context("/mitra?jenis=ngo&urut=nilai&halaman=3"):
        assert Panel([KINDS, ORDER]).chips[0].url == "/mitra?urut=nilai"


def test_what_filters_nothing_is_no_chip_though_a_link_names_it(site: Flask) -> None:
    live = Select("status", "Status", [("", "Berlaku"), ("selesai", "Selesai")], default="berlaku")
    with site.test_request_context("/matriks?status=berlaku&jenis=ngo"):
        assert [chip.label for chip in Panel([live, KINDS]).chips] == ["LSM"]
        assert Panel([live, KINDS]).query == "?jenis=ngo"


def test_pages_keep_the_filters_and_the_language(site: Flask) -> None:
    with site.test_request_context("/mitra?jenis=ngo", environ_overrides={"SCRIPT_NAME": "/en"}):
        made = Panel([KINDS])
        assert made.page(2) == "/en/mitra?jenis=ngo&halaman=2"
        assert made.page(1) == "/en/mitra?jenis=ngo"


def test_words_of_others_are_not_carried_along(site: Flask) -> None:
    with site.test_request_context("/mitra?lain=1&mitra=tidak-dikenal"):
        assert Panel([KINDS]).clear_url == Panel([KINDS]).address() == "/mitra"


def test_a_page_beyond_the_last_does_not_exist() -> None:
    with pytest.raises(NotFound):
        existing(Page([], 2, 0))
    assert existing(Page([], 1, 0)).rows == []
