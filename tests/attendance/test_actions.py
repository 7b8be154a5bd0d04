"""The list of who was there: signed, typed, pasted, merged, forgotten; on both databases."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from portal.accounts.rules import OfficeRoleName
from portal.attendance import actions
from portal.core.clock import at, now
from portal.core.errors import NotAllowedNow, Refused
from portal.meetings import attendance_queries as queries
from portal.meetings.attendance_queries import Desk
from portal.meetings.rules import AttendanceSource, MeetingStatus, Sex
from portal.organisations.rules import OrganisationKind
from tests.factories import a_user, an_organisation
from tests.meetings.support import a_meeting, an_attendee, an_open_meeting, did, mails, people_at, trail

SITI: dict[str, Any] = {
    "name": "Siti Rahasia",
    "organisation": "Kelompok Melati",
    "kind": OrganisationKind.COMMUNITY,
    "position": "Ketua",
    "sex": Sex.FEMALE,
    "contact": "0811999888",
}
SECRETS = ("Rahasia", "0811999888", "Melati")


def _desk() -> Desk:
    desk = queries.desk_of("kode-di-dinding")
    assert desk is not None
    return desk


def _silent() -> bool:
    """Whether neither the trail nor a mail knows a name or a contact."""
    told = [f"{entry.object_label} {entry.changes} {entry.reason}" for entry in trail()]
    told += [f"{mail.subject} {mail.body} {mail.attachment}" for mail in mails()]
    return not any(secret in text for text in told for secret in SECRETS)


def test_opening_makes_a_code_that_stays(site: Flask) -> None:
    meeting = a_meeting(starts_at=now())
    taker = meeting.note_taker
    did(actions.open_attendance, meeting, by=taker)
    token = meeting.attendance_token
    assert token and len(token) >= 16 and queries.desk_of(token).is_open  # type: ignore[union-attr]
    did(actions.close_attendance, meeting, by=taker)
    assert not queries.desk_of(token).is_open  # type: ignore[union-attr]
    did(actions.open_attendance, meeting, by=taker)
    assert meeting.attendance_token == token


def test_nothing_is_opened_too_late_or_for_a_cancelled_meeting(site: Flask) -> None:
    for meeting in (
        a_meeting(starts_at=now() - timedelta(hours=13)),
        a_meeting(status=MeetingStatus.CANCELLED),
    ):
        with pytest.raises(NotAllowedNow):
            did(actions.open_attendance, meeting, by=meeting.note_taker)


def test_a_person_signs_and_the_trail_learns_no_name(site: Flask) -> None:
    meeting = an_open_meeting()
    did(actions.sign_attendance, _desk(), consent=True, **SITI)
    (person,) = people_at(meeting)
    assert (person.name, person.source, person.kind) == (
        "Siti Rahasia",
        AttendanceSource.QR,
        OrganisationKind.COMMUNITY,
    )
    (entry,) = trail()
    assert entry.object_label == f"{meeting.reference} Peserta {person.id}" and entry.actor_id is None
    assert _silent()


def test_an_organisation_on_record_is_recognised_by_its_name(site: Flask) -> None:
    known = an_organisation(name="PT Bakau Jaya", kind=OrganisationKind.PRIVATE)
    meeting = an_open_meeting()
    answers = SITI | {"organisation": "pt. bakau  jaya", "kind": OrganisationKind.OTHER}
    did(actions.sign_attendance, _desk(), consent=True, **answers)
    (person,) = people_at(meeting)
    assert (person.organisation_id, person.kind) == (known.id, OrganisationKind.PRIVATE)
    assert person.organisation_written == "pt. bakau  jaya"


def test_an_unknown_organisation_needs_its_kind(site: Flask) -> None:
    an_open_meeting()
    with pytest.raises(Refused) as refused:
        did(actions.sign_attendance, _desk(), consent=True, **(SITI | {"kind": None}))
    assert refused.value.field == "kind"


def test_nobody_signs_without_consent_after_closing_or_too_late(site: Flask) -> None:
    meeting = an_open_meeting()
    desk = _desk()
    with pytest.raises(NotAllowedNow):
        did(actions.sign_attendance, desk, consent=False, **SITI)
    with at(meeting.starts_at + timedelta(hours=12, seconds=1)), pytest.raises(NotAllowedNow):
        did(actions.sign_attendance, desk, consent=True, **SITI)
    did(actions.close_attendance, meeting, by=meeting.note_taker)
    with pytest.raises(NotAllowedNow):
        did(actions.sign_attendance, desk, consent=True, **SITI)
    assert people_at(meeting) == []


def test_a_full_list_takes_nobody_more(site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_PEOPLE", 1)
    meeting = a_meeting()
    did(actions.add_attendee, meeting, by=meeting.note_taker, **SITI)
    with pytest.raises(Refused):
        did(actions.add_attendee, meeting, by=meeting.note_taker, **SITI)


def test_a_thousand_lines_are_pasted_at_once(site: Flask) -> None:
    meeting = a_meeting()
    text = "\n".join(f"Orang Rahasia {n};Kelompok Melati {n};Anggota;{'LP'[n % 2]};0811" for n in range(1000))
    reading = did(actions.add_pasted, meeting, by=meeting.note_taker, text=text + "\nrusak")
    assert (len(reading.people), reading.rest) == (1000, "rusak")
    counts = queries.attendance_counts(meeting)
    assert (counts.total, dict(counts.sexes)) == (1000, {"male": 500, "female": 500})
    assert [entry.changes for entry in trail()] == [{"people": [None, 1000]}] and _silent()


def test_a_paste_without_one_good_line_changes_nothing(site: Flask) -> None:
    meeting = a_meeting()
    with pytest.raises(Refused):
        did(actions.add_pasted, meeting, by=meeting.note_taker, text="rusak\nrusak juga")
    assert people_at(meeting) == [] and trail() == []


def test_a_corrected_line_leaves_no_name_in_the_trail(site: Flask) -> None:
    meeting = a_meeting()
    person = an_attendee(meeting)
    did(actions.edit_attendee, person, by=meeting.note_taker, **SITI)
    assert people_at(meeting)[0].name == "Siti Rahasia"
    (entry,) = trail()
    assert {"name", "contact", "position"} <= set(entry.changes) and _silent()
    assert all(change == [actions.HIDDEN, actions.HIDDEN] for change in entry.changes.values())


def test_correcting_a_matched_line_keeps_what_was_written(site: Flask) -> None:
    known, meeting = an_organisation(name="PT Bakau"), a_meeting()
    person = an_attendee(meeting, organisation_id=known.id, organisation_written="Bakau")
    did(actions.edit_attendee, person, by=meeting.note_taker, **(SITI | {"organisation": "PT Bakau"}))
    assert (person.organisation_id, person.organisation_written) == (known.id, "Bakau")


def test_merged_lines_count_once_and_nothing_is_lost(site: Flask) -> None:
    meeting = a_meeting()
    first, second, third = (an_attendee(meeting) for _ in range(3))
    taker = meeting.note_taker
    did(actions.merge_attendee, third, by=taker, into=second.id)
    did(actions.merge_attendee, second, by=taker, into=first.id)
    assert queries.attendance_counts(meeting).total == 1 and len(people_at(meeting)) == 3
    assert {each.id for each in queries.merged_into(first)} == {second.id, third.id}
    assert trail()[-1].changes == {"merged_into": [None, f"{meeting.reference} Peserta {first.id}"]}
    did(actions.split_attendee, second, by=taker)
    assert queries.attendance_counts(meeting).total == 2
    with pytest.raises(NotAllowedNow):
        did(actions.split_attendee, second, by=taker)


def test_a_line_is_merged_into_another_one_of_the_same_list_only(site: Flask) -> None:
    meeting, elsewhere = a_meeting(), a_meeting()
    person, kept = an_attendee(meeting), an_attendee(meeting)
    did(actions.merge_attendee, kept, by=meeting.note_taker, into=an_attendee(meeting).id)
    for target in (person.id, an_attendee(elsewhere).id, kept.id, 999_999):
        with pytest.raises(Refused):
            did(actions.merge_attendee, person, by=meeting.note_taker, into=target)


def test_a_person_who_asks_is_deleted_with_their_merged_lines(site: Flask) -> None:
    meeting = a_meeting()
    first, second = an_attendee(meeting), an_attendee(meeting)
    did(actions.merge_attendee, second, by=meeting.note_taker, into=first.id)
    did(actions.remove_attendee, first, by=meeting.note_taker)
    assert people_at(meeting) == [] and trail()[-1].action == "attendance.remove" and _silent()


def test_a_written_name_is_matched_for_all_who_wrote_it(site: Flask) -> None:
    known, meeting = an_organisation(name="PT Bakau Jaya"), a_meeting()
    lines = [an_attendee(meeting, organisation_written="Bakau Jaya PT") for _ in range(2)]
    an_attendee(meeting, organisation_written="Lain")
    (written,) = queries.written_names(people_at(meeting))
    assert (written.people, written.likely[0].known.slug) == (2, known.slug)
    answers = {"written": "Bakau Jaya PT", "organisation": known.slug}
    assert did(actions.match_written, meeting, by=meeting.note_taker, **answers) == 2
    matched = [each for each in people_at(meeting) if each.organisation_id == known.id]
    assert len(matched) == len(lines) and {each.organisation_written for each in matched} == {"Bakau Jaya PT"}
    with pytest.raises(Refused):
        did(actions.match_written, meeting, by=meeting.note_taker, written="Lain", organisation="entah")


def test_all_contacts_are_forgotten_in_one_step(site: Flask) -> None:
    meeting, other = a_meeting(), a_meeting()
    first, second = an_attendee(meeting), an_attendee(meeting)
    an_attendee(other)
    did(actions.merge_attendee, second, by=meeting.note_taker, into=first.id)
    assert queries.contacts_kept(meeting) == 2
    assert did(actions.forget_contacts, meeting, by=meeting.note_taker) == 2
    assert (queries.contacts_kept(meeting), queries.contacts_kept(other)) == (0, 1)


def test_nobody_without_the_permission_touches_the_list(site: Flask) -> None:
    sekda, meeting = a_user(OfficeRoleName.SEKDA), an_open_meeting()
    person = an_attendee(meeting)
    acts: list[tuple[Any, Any, dict[str, Any]]] = [
        (actions.open_attendance, meeting, {}),
        (actions.close_attendance, meeting, {}),
        (actions.add_attendee, meeting, SITI),
        (actions.add_pasted, meeting, {"text": "Siti;PT;Staf;P"}),
        (actions.edit_attendee, person, SITI),
        (actions.remove_attendee, person, {}),
        (actions.merge_attendee, person, {"into": 1}),
        (actions.split_attendee, person, {}),
        (actions.match_written, meeting, {"written": "a", "organisation": "b"}),
        (actions.forget_contacts, meeting, {}),
    ]
    for act, target, answers in acts:
        with pytest.raises(Refused) as refused:
            did(act, target, by=sekda, **answers)
        assert refused.value.reason == actions.NOT_YOURS
