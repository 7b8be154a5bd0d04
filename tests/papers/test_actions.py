"""Signed papers are kept with the meeting and leave a trail."""

from typing import Any

import pytest
from flask import Flask

from portal.accounts.rules import OfficeRoleName
from portal.core.errors import NotAllowedNow, Refused
from portal.files.keeping import open_file
from portal.meetings.models import Meeting
from portal.papers import actions, queries
from portal.papers.rules import ScanRole
from tests.factories import a_user
from tests.files import making as files
from tests.minutes.support import a_meeting, did, verbs


def keep(meeting: Meeting, **given: Any) -> Any:
    answers = {
        "role": ScanRole.MINUTES,
        "document": files.upload(files.PDF, "notulen.pdf"),
        "by": meeting.note_taker,
    }
    return did(actions.add_scan, meeting, **(answers | given))


def test_a_signed_scan_is_kept_with_its_meeting(site: Flask) -> None:
    meeting = a_meeting()
    link = keep(meeting)
    (scan,) = queries.scans_of(meeting)
    assert (scan.role, scan.file.name, scan.link.id) == (ScanRole.MINUTES, "notulen.pdf", link.id)
    assert open_file(scan.file) == files.PDF
    assert verbs(meeting) == ["meeting.file_add"]


def test_a_scan_is_found_through_its_own_meeting_only(site: Flask) -> None:
    mine, other = a_meeting(), a_meeting()
    link = keep(mine)
    assert queries.get_scan(mine.reference, link.id) is not None
    assert queries.get_scan(other.reference, link.id) is None
    assert queries.get_scan("FGD-1999-0001", link.id) is None


def test_a_scan_is_taken_away_once(site: Flask) -> None:
    meeting = a_meeting()
    keep(meeting)
    (scan,) = queries.scans_of(meeting)
    did(actions.remove_scan, scan, by=meeting.note_taker)
    assert queries.scans_of(meeting) == []
    with pytest.raises(NotAllowedNow):
        did(actions.remove_scan, scan, by=meeting.note_taker)
    assert verbs(meeting) == ["meeting.file_add", "meeting.file_remove"]


def test_who_may_not_plan_the_meeting_keeps_and_removes_nothing(site: Flask) -> None:
    meeting, sekda = a_meeting(), a_user(OfficeRoleName.SEKDA)
    with pytest.raises(Refused):
        keep(meeting, by=sekda)
    keep(meeting)
    (scan,) = queries.scans_of(meeting)
    with pytest.raises(Refused):
        did(actions.remove_scan, scan, by=sekda)
    assert len(queries.scans_of(meeting)) == 1


def test_a_hostile_file_is_refused_and_leaves_no_trail(site: Flask) -> None:
    meeting = a_meeting()
    with pytest.raises(Refused):
        keep(meeting, document=files.upload(files.SVG, "notulen.pdf"))
    assert (queries.scans_of(meeting), verbs(meeting)) == ([], [])


def test_a_meeting_has_room_for_fifty_files(site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_SCANS", 1)
    meeting = a_meeting()
    keep(meeting)
    with pytest.raises(Refused) as refused:
        keep(meeting)
    assert refused.value.field == "document"
