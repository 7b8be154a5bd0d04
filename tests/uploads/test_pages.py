"""The protocol over HTTP: begin, pieces, a break, going on, the end; and whatever else a hand may send."""

import re
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.core.database import db
from portal.files.keeping import open_file
from portal.files.rules import clean_name, kind_of_name
from portal.files.storage import store
from portal.uploads import pieces
from portal.uploads.forms import BeginForm
from portal.uploads.models import Upload
from tests.browser import Browser
from tests.factories import a_user
from tests.files import making
from tests.support import buckets
from tests.uploads.sending import ADDRESS, PIECE, a_pdf, begin, digest, patch, send

DATA = a_pdf(200_000)


@pytest.fixture
def sender(browser: Browser) -> Browser:
    return browser.sign_in(a_user())


def _stands(browser: Browser, upload_id: str) -> int:
    return int(browser.get(f"{ADDRESS}/{upload_id}").response.headers["Upload-Offset"])


@pytest.mark.both_databases
def test_a_file_sent_in_pieces_is_kept_byte_for_byte(sender: Browser) -> None:
    told = send(sender, DATA)
    assert (told["done"], told["name"], told["offset"]) == (True, "laporan.pdf", len(DATA))
    upload = db.session.scalars(select(Upload)).one()
    assert upload.file is not None and open_file(upload.file) == DATA
    assert pieces.length(told["id"]) == 0
    assert re.fullmatch(r"[\w-]{32}", told["id"])


def test_after_a_break_it_goes_on_from_where_the_site_says(sender: Browser) -> None:
    told = begin(sender, DATA)
    assert told["offset"] == 0
    answer = patch(sender, told["id"], 0, DATA[:PIECE])
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (200, str(PIECE))
    head = sender.client.head(f"{ADDRESS}/{told['id']}")
    assert (head.headers["Upload-Offset"], head.headers["Upload-Length"]) == (str(PIECE), str(len(DATA)))
    assert head.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("offset", ["0", "1", "99999999", "-1", "", "x", "1e3", "９"])
def test_a_piece_that_does_not_join_on_changes_nothing(sender: Browser, offset: str) -> None:
    told = begin(sender, DATA)
    patch(sender, told["id"], 0, DATA[:PIECE])
    headers = {"Upload-Offset": offset.encode().decode("latin-1"), "Content-Digest": digest(DATA[:PIECE])}
    answer = sender.client.patch(f"{ADDRESS}/{told['id']}", data=DATA[:PIECE], headers=headers)
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (409, str(PIECE))
    assert _stands(sender, told["id"]) == PIECE


def test_a_piece_damaged_on_its_way_is_refused(sender: Browser) -> None:
    told = begin(sender, DATA)
    answer = patch(sender, told["id"], 0, b"x" * PIECE, Content_Digest=digest(DATA[:PIECE]))
    assert (answer.status_code, answer.json["message"]) == (
        422,
        "Bagian ini rusak di perjalanan. Kirim ulang.",
    )
    assert patch(sender, told["id"], 0, DATA[:10]).status_code == 422
    assert patch(sender, told["id"], 0, b"").status_code == 422
    assert patch(sender, told["id"], 0, DATA * 10).status_code == 413
    assert _stands(sender, told["id"]) == 0


def test_what_is_not_whole_or_another_file_is_not_kept(sender: Browser) -> None:
    half, other = begin(sender, DATA), begin(sender, DATA, sha256="0" * 64)
    patch(sender, half["id"], 0, DATA[:PIECE])
    sender.post(f"{ADDRESS}/{half['id']}/selesai", status=422)
    for offset in range(0, len(DATA), PIECE):
        patch(sender, other["id"], offset, DATA[offset : offset + PIECE])
    page = sender.post(f"{ADDRESS}/{other['id']}/selesai", status=422)
    assert page.response.json["message"] == "Berkas yang diterima berbeda dari yang dikirim. Unggah lagi."


@pytest.mark.parametrize("what", [w for w in making.REFUSED if 0 < len(making.REFUSED[w][1]) < 500_000])
def test_a_hostile_file_is_refused_at_the_beginning_or_at_the_end(sender: Browser, what: str) -> None:
    name, data = making.REFUSED[what]
    answer = sender.post(ADDRESS, _announced(name, data), status=_begins(name))
    if answer.status == 201:
        upload = answer.response.json["id"]
        for offset in range(0, len(data), PIECE):
            assert patch(sender, upload, offset, data[offset : offset + PIECE]).status_code == 200
        answer = sender.post(f"{ADDRESS}/{upload}/selesai", status=422)
    assert answer.response.json["message"]
    assert all(each.file_id is None for each in db.session.scalars(select(Upload)))


def test_sixteen_figures_in_a_digest_are_no_persons_number(sender: Browser) -> None:
    assert begin(sender, DATA, sha256="1207034105800001" + "a" * 48)["offset"] == 0
    assert begin(sender, DATA, "KTP 1207034105800001.pdf")["name"] == "KTP x.pdf"


def test_names_are_cleaned_before_anything_is_kept(sender: Browser) -> None:
    assert begin(sender, DATA, "../../\u202efdp.exe\r\nX: y.pdf")["name"] == "fdp.exeX_ y.pdf"


@pytest.mark.parametrize(
    "answers",
    [
        {"size": 0},
        {"size": -5},
        {"size": 11 * 1024 * 1024},
        {"size": "banyak"},
        {"sha256": "x"},
        {"name": ""},
        {"name": "alat.exe"},
    ],
)
def test_a_file_that_no_form_takes_is_refused_before_its_first_byte(
    sender: Browser, answers: dict[str, Any]
) -> None:
    assert begin(sender, DATA, status=422, **answers)["message"]
    assert db.session.scalars(select(Upload)).all() == []


def test_another_persons_upload_does_not_exist(site: Flask, sender: Browser) -> None:
    told, stranger = begin(sender, DATA), Browser(site).sign_in(a_user())
    for method, path in (("GET", ""), ("HEAD", ""), ("PATCH", ""), ("DELETE", ""), ("POST", "/selesai")):
        assert stranger.client.open(f"{ADDRESS}/{told['id']}{path}", method=method).status_code == 404
    assert Browser(site).client.patch(f"{ADDRESS}/{told['id']}").status_code == 302
    assert _stands(sender, told["id"]) == 0


def test_an_upload_that_was_called_off_is_gone(sender: Browser) -> None:
    told = begin(sender, DATA)
    patch(sender, told["id"], 0, DATA[:PIECE])
    assert sender.client.delete(f"{ADDRESS}/{told['id']}").status_code == 204
    assert sender.client.get(f"{ADDRESS}/{told['id']}").status_code == 404
    assert pieces.length(told["id"]) == 0


def test_without_a_token_nothing_begins_goes_on_or_ends(site: Flask, sender: Browser) -> None:
    told = begin(sender, DATA)
    site.config["WTF_CSRF_ENABLED"] = True
    try:
        for method, path in (("POST", ""), ("PATCH", f"/{told['id']}"), ("DELETE", f"/{told['id']}")):
            headers = {"Upload-Offset": "0", "Content-Digest": digest(DATA[:PIECE])}
            answer = sender.client.open(ADDRESS + path, method=method, data=DATA[:PIECE], headers=headers)
            assert answer.status_code == 400
    finally:
        site.config["WTF_CSRF_ENABLED"] = False
    assert _stands(sender, told["id"]) == 0


def test_too_many_beginnings_have_to_wait(sender: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    (limit,) = BeginForm.limits
    assert limit.times == 120
    monkeypatch.setattr(BeginForm, "limits", (replace(limit, times=2),))
    for _ in range(2):
        begin(sender, DATA)
    begin(sender, DATA, status=429)


def test_a_storage_that_is_gone_keeps_nothing_and_the_end_can_be_tried_again(
    site: Flask, sender: Browser
) -> None:
    told, before = begin(sender, DATA), store()
    for offset in range(0, len(DATA), PIECE):
        patch(sender, told["id"], offset, DATA[offset : offset + PIECE])
    site.extensions["files"] = buckets.gone()
    try:
        page = sender.post(f"{ADDRESS}/{told['id']}/selesai", status=503)
    finally:
        site.extensions["files"] = before
    assert page.h1 == "Penyimpanan berkas sedang tidak tersedia"
    assert db.session.scalars(select(Upload)).one().file_id is None
    assert sender.post(f"{ADDRESS}/{told['id']}/selesai", status=200).response.json["done"]


def _announced(name: str, data: bytes) -> dict[str, Any]:
    return {"name": name, "size": len(data), "sha256": sha256(data).hexdigest()}


def _begins(name: str) -> int:
    return 201 if kind_of_name(clean_name(name)) else 422
