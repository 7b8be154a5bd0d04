"""What people wrote in an attendance list stays in it: no public answer, no log line says it."""

import logging
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask
from pypdf import PdfReader
from werkzeug.test import TestResponse

from portal.core.clock import now
from portal.meetings.rules import MeetingStatus
from tests.browser import Browser
from tests.meetings.support import LANGUAGES, an_attendee, an_open_meeting

SECRETS = ("Peserta Rahasia", "0811222333", "Jabatan Rahasia", "PT Tidak Terdaftar")


def _words_of(answer: TestResponse) -> str:
    """What can be read in an answer; a workbook is unpacked, a paper's text taken out."""
    data = answer.get_data()
    if answer.mimetype.endswith("spreadsheetml.sheet"):
        with ZipFile(BytesIO(data)) as book:
            return "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    if answer.mimetype == "application/pdf":
        return "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    return data.decode()


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_no_public_answer_names_who_was_there(site: Flask, browser: Browser, prefix: str) -> None:
    meeting = an_open_meeting(published_at=now(), status=MeetingStatus.HELD)
    an_attendee(meeting, position="Jabatan Rahasia")
    parts = {"reference": meeting.reference, "token": "kode-di-dinding"}
    adapter, asked = site.url_map.bind("localhost"), 0
    for rule in site.url_map.iter_rules():
        view = site.view_functions[rule.endpoint]
        if view.door != "open" or "GET" not in (rule.methods or ()) or rule.arguments - set(parts):  # type: ignore[attr-defined]
            continue
        path = adapter.build(rule.endpoint, {name: parts[name] for name in rule.arguments})
        text = _words_of(browser.client.get(prefix + path))
        assert not [secret for secret in SECRETS if secret in text], path
        asked += 1
    assert asked > 20


def test_no_line_of_the_log_names_who_signs(browser: Browser, caplog: pytest.LogCaptureFixture) -> None:
    an_open_meeting()
    caplog.set_level(logging.DEBUG, logger="simpul")
    answers = {"name": "Peserta Rahasia", "organisation": "PT Tidak Terdaftar", "kind": "private"}
    answers |= {"position": "Jabatan Rahasia", "sex": "male", "contact": "0811222333", "consent": "y"}
    address = "/hadir/kode-di-dinding"
    browser.post(address, browser.get(address).form() | answers)
    assert "/hadir/" in caplog.text and "kode-di-dinding" not in caplog.text
    assert not [secret for secret in SECRETS if secret in caplog.text]
