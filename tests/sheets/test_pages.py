"""The office's pages of sheets, and the paper itself."""

import re

import pytest
from flask import Flask

from tests.browser import Browser
from tests.confirmations.support import a_place_with_delivery
from tests.documents.reading import pages, words
from tests.factories import a_pocket, a_verifier


@pytest.mark.parametrize("language", ("", "/en"))
def test_the_office_makes_a_sheet_counts_it_and_revokes_it(site: Flask, language: str) -> None:
    pocket, commitment = a_place_with_delivery()
    office = Browser(site).sign_in(a_verifier())
    here = f"{language}/kantor/kantong/{pocket.slug}/lembar"
    form = office.get(f"{here}/baru").form()
    paper = office.post(f"{here}/baru", form | {"size": "12", "lifetime": "3"}, status=200)
    assert paper.response.mimetype == "application/pdf"
    data = paper.response.get_data()
    text = words(data)
    codes = re.findall(r"\b[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}\b", text)
    assert len(set(codes)) == 12 and len(pages(data)) == 2
    for part in (
        pocket.name,
        commitment.title,
        commitment.organisation.name,
        "10 unit rumah",
        "localhost/konfirmasi",
    ):
        assert part in text, part
    Browser(site).get(f"/k/{codes[0]}")
    listed = office.get(here)
    assert "L-0001" in listed.main and codes[0] not in listed.text
    assert here in office.get(f"{language}/kantor/kantong/{pocket.slug}").links()
    (revoke,) = [link for link in listed.links() if link.endswith("/cabut")]
    office.post(revoke, office.get(revoke).form())
    assert "/cabut" not in office.get(here).text
    Browser(site).get(f"/k/{codes[0]}", status=404)


def test_a_sheet_of_two_is_refused(site: Flask) -> None:
    office = Browser(site).sign_in(a_verifier())
    at_ = f"/kantor/kantong/{a_pocket().slug}/lembar/baru"
    assert office.post(at_, {"size": "2", "lifetime": "3"}, status=422).errors() == [
        "Isi jumlah kode dari 10 sampai 200"
    ]
