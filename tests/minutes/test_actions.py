"""Writing, sending, answering, approving minutes: each act on both databases."""

from datetime import time, timedelta

import pytest
from flask import Flask

from portal.attendance.actions import merge_attendee
from portal.audit.models import AuditEntry
from portal.core.clock import at, today
from portal.core.database import db
from portal.core.errors import Clash, NotAllowedNow, Refused
from portal.meetings.rules import MeetingStatus
from portal.minutes import actions, queries
from portal.minutes.frozen import canonical_text
from portal.minutes.models import Minutes
from portal.minutes.rules import MinutesStatus, Verdict, text_hash
from portal.points.actions import add_decision, add_point, edit_decision, move_part, remove_part
from tests.factories import a_member, a_user, a_verifier, an_organisation
from tests.minutes.support import (
    REASON,
    a_meeting,
    a_note_taker,
    a_sekda,
    add_item,
    approved,
    did,
    entries,
    later,
    mails_to,
    minutes_of,
    sent,
    some_minutes,
    verbs,
)


def _save(minutes: Minutes, text: str, base: int, by: object = None) -> Minutes:
    return did(actions.save_text, minutes, by=by or minutes.meeting.note_taker, text=text, base=base)


def test_the_first_text_begins_the_minutes(site: Flask) -> None:
    meeting = a_meeting()
    kept = _save(minutes_of(meeting), "# Pembukaan", 0)
    assert (kept.revision, kept.html) == (1, "<h3>Pembukaan</h3>")
    assert minutes_of(meeting).id == kept.id
    assert verbs(kept) == ["minutes.save"]


def test_the_same_text_again_is_no_revision(site: Flask) -> None:
    kept = _save(minutes_of(a_meeting()), "Pembukaan", 0)
    before = entries()
    assert _save(kept, "Pembukaan", 0).revision == 1
    assert entries() == before


def test_a_save_from_an_older_revision_loses_nobodys_words(site: Flask) -> None:
    kept = _save(minutes_of(a_meeting()), "Satu", 0)
    _save(kept, "Satu, dua", 1)
    with pytest.raises(Clash) as clash:
        _save(kept, "Satu, tiga", 1, by=a_verifier())
    assert clash.value.stored == {"text": "Satu, dua", "revision": 2}
    assert [row.number for row in queries.revisions_of(kept)] == [2, 1]
    assert queries.text_at(kept, 2) == "Satu, dua"


def test_who_takes_no_notes_writes_nothing(site: Flask) -> None:
    with pytest.raises(Refused):
        _save(minutes_of(a_meeting()), "Satu", 0, by=a_sekda())


def test_a_cancelled_meeting_has_no_minutes(site: Flask) -> None:
    with pytest.raises(NotAllowedNow):
        _save(minutes_of(a_meeting(status=MeetingStatus.CANCELLED)), "Satu", 0)


def test_minutes_are_sent_to_managers_who_attended_and_to_the_chair(site: Flask) -> None:
    there, absent = an_organisation(), an_organisation()
    manager, other, chair = a_member(there), a_member(absent), a_user()
    minutes = sent(some_minutes(a_meeting(there, chair_user_id=chair.id)))
    assert minutes.status is MinutesStatus.AWAITING
    assert minutes.closed_at is not None
    assert mails_to(manager) == [f"Mohon tanggapan: notulen {minutes.reference}"]
    assert mails_to(chair) == [f"Menunggu pengesahan: notulen {minutes.reference}"]
    assert mails_to(other) == []


def test_a_line_merged_into_another_brings_no_organisation_to_the_table(site: Flask) -> None:
    there, mistaken = an_organisation(), an_organisation()
    manager = a_member(mistaken)
    meeting = a_meeting(there, mistaken)
    kept, twin = meeting.attendance
    did(merge_attendee, twin, by=meeting.note_taker, into=kept.id)
    minutes = sent(some_minutes(meeting))
    assert minutes.attending_organisation_ids == {there.id}
    assert [answer.organisation_id for answer in queries.answers_of(minutes)] == [there.id]
    assert not mails_to(manager)
    assert not queries.waiting_for_answer(frozenset({mistaken.id}))


def test_where_no_chair_has_an_account_the_sekda_is_told(site: Flask) -> None:
    sekda = a_sekda()
    minutes = sent(some_minutes())
    assert mails_to(sekda) == [f"Menunggu pengesahan: notulen {minutes.reference}"]


@pytest.mark.parametrize("days", [-1, 61])
def test_the_last_day_for_answers_is_near_and_not_over(site: Flask, days: int) -> None:
    with pytest.raises(Refused) as refusal:
        sent(some_minutes(), today() + timedelta(days=days))
    assert refusal.value.field == "respond_by"


def test_a_planned_meeting_has_nothing_to_send(site: Flask) -> None:
    with pytest.raises(NotAllowedNow):
        sent(some_minutes(a_meeting(status=MeetingStatus.PLANNED)))


def test_sent_minutes_are_not_written_at(site: Flask) -> None:
    minutes = sent(some_minutes())
    with pytest.raises(NotAllowedNow):
        _save(minutes, "Lain", 1)
    with pytest.raises(NotAllowedNow):
        did(add_decision, minutes, by=minutes.meeting.note_taker, text="Lain")


def _respond(minutes: Minutes, by: object, organisation: object, verdict: Verdict, comment: str = "") -> None:
    answers = {"organisation": organisation.id, "verdict": verdict, "comment": comment}
    did(actions.respond, minutes, by=by, **answers)


def test_an_organisation_answers_once_and_may_think_again(site: Flask) -> None:
    there = an_organisation()
    manager = a_member(there)
    minutes = sent(some_minutes(a_meeting(there)))
    _respond(minutes, manager, there, Verdict.OBJECT, "Angka rumah tidak sesuai")
    _respond(minutes, a_member(there), there, Verdict.CONFIRM)
    (answer,) = queries.answers_of(minutes)
    assert (answer.verdict, answer.comment, answer.older) == (Verdict.CONFIRM, "", False)
    assert verbs(minutes)[-2:] == ["minutes.respond", "minutes.respond"]
    assert mails_to(minutes.meeting.note_taker) == [f"Keberatan atas notulen {minutes.reference}"]


def test_an_objection_says_why(site: Flask) -> None:
    there = an_organisation()
    manager = a_member(there)
    with pytest.raises(Refused) as refusal:
        _respond(sent(some_minutes(a_meeting(there))), manager, there, Verdict.OBJECT)
    assert refusal.value.field == "comment"


def test_nobody_answers_for_another_organisation_or_after_the_last_day(site: Flask) -> None:
    there, absent = an_organisation(), an_organisation()
    manager, outsider = a_member(there), a_member(absent)
    minutes = sent(some_minutes(a_meeting(there)), today())
    for by, organisation in ((outsider, there), (manager, absent)):
        with pytest.raises(Refused):
            _respond(minutes, by, organisation, Verdict.CONFIRM)
    with at(later(days=1, hours=1)), pytest.raises(NotAllowedNow):
        _respond(minutes, manager, there, Verdict.CONFIRM)


def test_returned_minutes_ask_anew(site: Flask) -> None:
    there = an_organisation()
    manager = a_member(there)
    minutes = sent(some_minutes(a_meeting(there)))
    _respond(minutes, manager, there, Verdict.CONFIRM)
    returned = did(actions.return_to_draft, minutes, by=a_sekda(), reason=REASON)
    assert returned.status is MinutesStatus.DRAFT
    assert mails_to(manager)[-1] == f"Notulen {minutes.reference} diperbaiki dahulu"
    with at(later(minutes=5)):
        again = sent(_save(returned, "# Pembukaan baru", 1))
    (answer,) = queries.answers_of(again)
    assert answer.older
    assert queries.unanswered([answer]) == 1


def test_a_return_says_why(site: Flask) -> None:
    with pytest.raises(Refused) as refusal:
        did(actions.return_to_draft, sent(some_minutes()), by=a_note_taker(), reason="  .  ")
    assert refusal.value.field == "reason"


def test_the_chair_waits_for_answers_until_the_last_day_is_over(site: Flask) -> None:
    there, chair = an_organisation(), a_sekda()
    a_member(there)
    minutes = sent(some_minutes(a_meeting(there)))
    with pytest.raises(NotAllowedNow):
        did(actions.approve_minutes, minutes, by=chair)
    with at(later(days=8)):
        assert did(actions.approve_minutes, minutes, by=chair).status is MinutesStatus.APPROVED


def test_once_all_answered_the_chair_approves_at_once(site: Flask) -> None:
    there, silent = an_organisation(), an_organisation()
    manager = a_member(there)
    minutes = sent(some_minutes(a_meeting(there, silent)))
    _respond(minutes, manager, there, Verdict.CONFIRM)
    did(actions.approve_minutes, minutes, by=a_sekda())
    assert mails_to(manager)[-1] == f"Notulen {minutes.reference} disahkan"


def test_nobody_approves_what_they_wrote(site: Flask) -> None:
    chair = a_note_taker()
    minutes = sent(some_minutes(a_meeting(chair_user_id=chair.id), by=chair))
    with pytest.raises(Refused):
        did(actions.approve_minutes, minutes, by=chair)
    did(actions.return_to_draft, minutes, by=chair, reason=REASON)
    _save(minutes, "# Oleh orang lain", 1)
    assert did(actions.approve_minutes, sent(minutes), by=chair).approved_by_id == chair.id


def test_only_the_named_chair_approves(site: Flask) -> None:
    minutes = sent(some_minutes(a_meeting(chair_user_id=a_user().id)))
    for other in (a_sekda(), a_verifier(), a_note_taker()):
        with pytest.raises(Refused):
            did(actions.approve_minutes, minutes, by=other)


def test_a_draft_is_not_approved(site: Flask) -> None:
    with pytest.raises(NotAllowedNow):
        did(actions.approve_minutes, some_minutes(), by=a_sekda())


def test_the_hash_is_that_of_the_stored_text(site: Flask) -> None:
    draft = some_minutes()
    add_item(draft)
    minutes = approved(draft)
    db.session.expire_all()
    assert minutes.sha256 == text_hash(minutes.frozen_text)
    assert minutes.frozen_text == canonical_text(queries.record_of(minutes))
    newest = db.session.scalars(db.select(AuditEntry).filter_by(action="minutes.approve")).all()[-1]
    assert newest.changes["sha256"] == ["", minutes.sha256]


def test_those_in_charge_hear_of_their_items_when_they_are_approved(site: Flask) -> None:
    responsible = an_organisation()
    manager, draft = a_member(responsible), some_minutes()
    add_item(draft, responsible)
    assert mails_to(manager) == []
    approved(draft)
    assert mails_to(manager) == [f"RTL untuk lembaga Anda dari {draft.reference}"]


def test_approved_minutes_are_frozen(site: Flask) -> None:
    draft = some_minutes()
    item, decision = add_item(draft), draft.decisions[0]
    minutes, taker = approved(draft), draft.meeting.note_taker
    frozen, before = minutes.frozen_text, entries()
    for act, target, answers in (
        (actions.save_text, minutes, {"text": "Lain", "base": 1}),
        (actions.send_minutes, minutes, {"respond_by": today(), "closed": time(12)}),
        (actions.return_to_draft, minutes, {"reason": REASON}),
        (add_point, minutes, {"organisation": None, "said": "Lain", "answer": None}),
        (edit_decision, decision, {"text": "Lain"}),
        (remove_part, item, {}),
        (move_part, decision, {"up": True}),
    ):
        with pytest.raises(NotAllowedNow):
            did(act, target, by=taker, **answers)
    db.session.expire_all()
    assert (minutes.frozen_text, minutes.text, entries()) == (frozen, "# Pembukaan", before)
