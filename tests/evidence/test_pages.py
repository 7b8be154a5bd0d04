"""The pages of evidence: what who sees, how files are given out, and the form with and without script."""

import tracemalloc
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from PIL import Image

from portal.core.database import db
from portal.evidence.queries import evidence_of_report
from portal.files.keeping import open_file
from portal.files.storage import store
from portal.progress.models import ProgressReport
from portal.progress.rules import ReportStatus
from tests.browser import Browser
from tests.evidence.support import a_report, released, some_evidence
from tests.factories import a_commitment, a_member, a_verifier, an_organisation
from tests.files import making
from tests.support import buckets
from tests.uploads.sending import a_pdf, begin, patch, send

LANGUAGES = ["", "/en"]
VERIFIED = ReportStatus.VERIFIED
HOSTILE = "../\u202egnp.exe\r\nSet-Cookie: a=b\x00" + "n" * 300 + ".pdf"


@pytest.fixture
def report(site: Flask) -> ProgressReport:
    return a_report()


@pytest.fixture
def partner(browser: Browser, report: ProgressReport) -> Browser:
    """Who works for the organisation of the report."""
    return browser.sign_in(report.commitment.created_by)


def _address(report: Any, language: str = "") -> str:
    return f"{language}/ruang/laporan/{report.id}/bukti/tambah"


def _posted(browser: Browser, report: ProgressReport, *files: Any, status: int = 302, **answers: Any) -> Any:
    """The form as it is without a script: the files travel with it."""
    page = browser.get(_address(report))
    return browser.post(_address(report), page.form() | answers | {"evidence": list(files)}, status)


def _file(name: str, data: bytes) -> tuple[BytesIO, str]:
    return BytesIO(data), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_asks_for_files_and_a_camera(
    partner: Browser, report: ProgressReport, language: str
) -> None:
    page = partner.get(_address(report, language))
    assert page.h1 == ("Tambah bukti" if not language else "Add evidence")
    files, camera = page.html.xpath("//input[@type='file']")
    assert (files.get("multiple"), camera.get("capture")) == ("multiple", "environment") or files.get(
        "multiple"
    ) == ""
    assert page.html.xpath("//form[@enctype='multipart/form-data']")
    assert page.html.xpath("//script[@type='module'][contains(@src, 'js/uploads')]")


@pytest.mark.both_databases
def test_without_script_several_files_come_with_the_form(partner: Browser, report: ProgressReport) -> None:
    _posted(
        partner,
        report,
        _file("foto.jpg", making.photo_with_place()),
        _file("a.pdf", making.PDF),
        caption="Pondasi",
    )
    photo, paper = evidence_of_report(report.id)
    assert (photo.caption, photo.is_picture, paper.is_picture) == ("Pondasi", True, False)
    assert b"Exif" not in open_file(photo.file)


def test_with_script_the_form_brings_ids_and_each_counts_once(
    partner: Browser, report: ProgressReport
) -> None:
    data = a_pdf(100_000)
    told = send(partner, data)
    page = partner.get(_address(report))
    answers = page.form() | {"evidence": told["id"]}
    partner.post(_address(report), answers)
    again = partner.post(_address(report), answers | {"once": "lain"}, 422)
    assert "Pilih berkasnya lagi" in again.main
    (kept,) = evidence_of_report(report.id)
    assert open_file(kept.file) == data


def test_what_arrived_is_shown_again_when_another_answer_is_refused(
    partner: Browser, report: ProgressReport
) -> None:
    told = send(partner, a_pdf(100_000), "kuitansi.pdf")
    page = _posted(partner, report, told["id"], status=422, taken_on="kemarin")
    assert page.words("//li[@data-id]//span[@data-row-name]").startswith("kuitansi.pdf")
    assert page.form()["evidence"] == told["id"]


def test_an_upload_of_somebody_else_or_half_of_one_is_not_taken(
    site: Flask, partner: Browser, report: ProgressReport
) -> None:
    other = Browser(site).sign_in(a_member(an_organisation()))
    foreign, half = send(other, a_pdf(70_000)), begin(partner, a_pdf(200_000))
    patch(partner, half["id"], 0, a_pdf(200_000)[:65_536])
    for upload in (foreign["id"], half["id"], "x" * 32):
        page = _posted(partner, report, upload, status=422)
        assert "Pilih berkasnya lagi" in " ".join(page.errors())
    assert not evidence_of_report(report.id)


@pytest.mark.parametrize(
    "what", ["a vector picture called png", "half a JPEG", "a bomb of pixels", "nothing in it"]
)
def test_a_hostile_file_is_refused_by_name_and_nothing_is_kept(
    partner: Browser, report: ProgressReport, what: str
) -> None:
    name, data = making.REFUSED[what]
    page = _posted(partner, report, _file("baik.pdf", making.PDF), _file(name, data), status=422)
    assert page.errors()[0].startswith(f"{name}: ")
    assert not evidence_of_report(report.id)


@pytest.mark.parametrize(
    "told", [{"CONTENT_LENGTH": str(25 * 1024 * 1024)}, {"CONTENT_LENGTH": "", "wsgi.input_terminated": True}]
)
def test_twenty_five_megabytes_are_turned_away_without_filling_memory(
    partner: Browser, report: ProgressReport, told: dict[str, Any]
) -> None:
    big = _Endless(25 * 1024 * 1024)
    given = {"wsgi.input": big, "CONTENT_TYPE": "multipart/form-data; boundary=x"} | told
    tracemalloc.start()
    try:
        answer = partner.client.post(_address(report), environ_overrides=given)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert answer.status_code == 413
    assert peak < 5 * 1024 * 1024


class _Endless:
    """A body that comes as long as somebody reads it."""

    def __init__(self, size: int) -> None:
        self.left = size

    def read(self, size: int = -1) -> bytes:
        size = self.left if size < 0 else min(size, self.left)
        self.left -= size
        return b"x" * size

    def readline(self, size: int = -1) -> bytes:
        return self.read(size)


def test_a_storage_that_is_gone_is_said_plainly_and_nothing_is_kept(
    site: Flask, partner: Browser, report: ProgressReport
) -> None:
    before = store()
    site.extensions["files"] = buckets.gone()
    try:
        page = _posted(partner, report, _file("a.pdf", making.PDF), status=503)
        assert partner.get("/siap", 503).response.json["checks"]["storage"] is False
    finally:
        site.extensions["files"] = before
    assert page.h1 == "Penyimpanan berkas sedang tidak tersedia"
    assert not evidence_of_report(report.id)
    _posted(partner, report, _file("a.pdf", making.PDF))


def test_private_files_are_given_to_the_partner_and_the_office_and_kept_by_nobody(
    site: Flask, browser: Browser
) -> None:
    report = a_report()
    evidence = some_evidence(report)
    for person in (report.commitment.created_by, a_verifier(1)):
        seen = Browser(site).sign_in(person)
        for path in ("", "/kecil"):
            headers = seen.client.get(f"/ruang/bukti/{evidence.id}{path}").headers
            assert headers["Cache-Control"] == "no-store"
            assert headers["Content-Security-Policy"].endswith("sandbox")
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["Content-Type"] == "image/jpeg"
    stranger = Browser(site).sign_in(a_member(an_organisation()))
    for path in ("", "/kecil", "/ubah", "/hapus"):
        stranger.get(f"/ruang/bukti/{evidence.id}{path}", 404)
        browser.get(f"/ruang/bukti/{evidence.id}{path}", 302)
    browser.get(f"/komitmen/{report.commitment.reference}/bukti/{evidence.id}", 404)


def test_a_hostile_name_reaches_no_header(site: Flask, browser: Browser) -> None:
    report = a_report()
    evidence = some_evidence(report, HOSTILE)
    answer = browser.sign_in(report.commitment.created_by).client.get(f"/ruang/bukti/{evidence.id}")
    shown = answer.headers["Content-Disposition"]
    assert shown.startswith("attachment; filename=gnp.exeSet-Cookie_") or shown.startswith(
        'attachment; filename="gnp'
    )
    assert not any(sign in shown for sign in ("\r", "\n", "\0", "\u202e", "..", "/", "%E2%80%AE"))
    assert "Set-Cookie" not in answer.headers and len(shown) < 300


@pytest.mark.both_databases
def test_a_released_photo_is_shown_to_everybody_and_vanishes_when_withdrawn(
    site: Flask, browser: Browser
) -> None:
    report, verifier = a_report(status=VERIFIED), a_verifier()
    photo = released(report, verifier)
    address = f"/komitmen/{report.commitment.reference}/bukti/{photo.id}"
    for path in ("", "/kecil"):
        answer = browser.client.get(address + path)
        assert answer.headers["Content-Disposition"].startswith("inline")
        assert answer.headers["Content-Security-Policy"].endswith("sandbox")
        assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert Image.open(BytesIO(answer.data)).format == "JPEG" and b"Exif" not in answer.data
        same = browser.client.get(address + path, headers={"If-None-Match": answer.headers["ETag"]})
        assert (same.status_code, same.data) == (304, b"")
    office = Browser(site).sign_in(verifier)
    page = office.get(f"/kantor/bukti/{photo.id}/tarik")
    office.post(f"/kantor/bukti/{photo.id}/tarik", page.form() | {"reason": "Wajah anak terlihat"})
    for path in ("", "/kecil"):
        gone = browser.client.get(address + path, headers={"If-None-Match": answer.headers["ETag"]})
        assert gone.status_code == 404


def test_a_released_paper_is_a_download_and_has_no_small_picture(browser: Browser) -> None:
    report = a_report(status=VERIFIED)
    paper = released(report, a_verifier(), "laporan.pdf")
    address = f"/komitmen/{report.commitment.reference}/bukti/{paper.id}"
    assert browser.client.get(address).headers["Content-Disposition"].startswith("attachment")
    browser.get(f"{address}/kecil", 404)
    browser.get(f"/komitmen/{a_commitment().reference}/bukti/{paper.id}", 404)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_office_looks_at_a_file_before_it_is_released(browser: Browser, language: str) -> None:
    report = a_report(status=VERIFIED)
    evidence = some_evidence(report, caption="Pondasi <b>rumah</b>")
    browser.sign_in(a_verifier())
    page = browser.get(f"{language}/kantor/bukti/{evidence.id}/terbitkan")
    assert "Pondasi <b>rumah</b>" in page.main
    assert page.html.xpath(f"//main//img[contains(@src, '/ruang/bukti/{evidence.id}')]")
    browser.post(f"{language}/kantor/bukti/{evidence.id}/terbitkan", page.form())
    browser.post(f"{language}/kantor/bukti/{evidence.id}/terbitkan", page.form(), 409)
    assert browser.get(f"{language}/kantor/bukti/{evidence.id}/tarik").status == 200
    db.session.expire_all()
    assert evidence.is_released


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_partner_says_better_what_a_file_shows_and_takes_it_away(
    partner: Browser, report: ProgressReport, language: str
) -> None:
    evidence = some_evidence(report)
    at = f"{language}/ruang/bukti/{evidence.id}"
    page = partner.get(f"{at}/ubah")
    partner.post(f"{at}/ubah", page.form() | {"caption": "Atap terpasang", "taken_on": "2026-05-04"})
    partner.post(f"{at}/ubah", page.form() | {"caption": "1207034105800001"}, 422)
    partner.post(f"{at}/ubah", page.form() | {"caption": "Terlambat"}, 409)
    assert evidence_of_report(report.id)[0].name == "Atap terpasang"
    listed = partner.get(_address(report, language))
    assert "Atap terpasang" in listed.words("//*[@class='evidence-list']") and f"{at}/hapus" in listed.links()
    assert evidence.file.name in partner.get(f"{at}/hapus").h1
    partner.post(f"{at}/hapus", partner.get(f"{at}/hapus").form())
    assert not evidence_of_report(report.id)
