"""Planning a meeting, inviting to it, calling it off: on both databases."""

from datetime import datetime, timedelta

import pytest
from flask import Flask

from portal.accounts.rules import Language, OfficeRoleName
from portal.core.clock import WIB, at, now
from portal.core.database import db
from portal.core.errors import NotAllowedNow, Refused
from portal.core.wording import LazyString
from portal.meetings import actions, messages
from portal.meetings.following import repoint_meetings
from portal.meetings.invitation_queries import invited_to
from portal.meetings.rules import MeetingStatus
from portal.minutes.models import Minutes
from portal.minutes.rules import MinutesStatus
from portal.organisations.rules import MemberRole, OrganisationStatus
from tests.factories import a_member, a_pocket, a_user, an_organisation
from tests.meetings.support import (
    MORNING,
    REASON,
    a_line,
    a_meeting,
    a_note_taker,
    a_plan,
    an_attendee,
    an_open_item,
    did,
    mails,
    people_at,
    trail,
)

S = MeetingStatus


def test_a_meeting_is_planned_with_everything(site: Flask) -> None:
    taker, pocket, invited, item = a_note_taker(), a_pocket(), an_organisation(), an_open_item()
    lines = [a_line("Pembukaan", 10), a_line("RTL lama", carried=item.id)]
    plan = a_plan(taker, pockets=[pocket.slug], organisations=[invited.slug], agenda=lines)
    meeting = did(actions.plan_meeting, by=taker, **plan)
    assert meeting.reference.startswith("FGD-") and meeting.status is S.PLANNED
    assert [(each.title, each.minutes, each.carried_item_id) for each in meeting.agenda] == [
        ("Pembukaan", 10, None),
        ("RTL lama", None, item.id),
    ]
    assert [each.number for each in meeting.strategies] == [2, 5] and meeting.pockets == [pocket]
    assert [each.organisation for each in meeting.invitations] == [invited]
    assert [(each.action, each.object_label) for each in trail()] == [("meeting.plan", meeting.reference)]


@pytest.mark.parametrize(
    ("given", "reason", "field"),
    [
        ({"ends_at": MORNING}, actions.ENDS_BEFORE, "ends"),
        ({"note_taker_id": 0}, actions.PICK_FROM_LIST, "note_taker_id"),
        ({"chair_user_id": 999_999}, actions.PICK_FROM_LIST, "chair_user_id"),
        ({"agenda": [a_line("a", carried=999_999)]}, actions.NO_SUCH_ITEM, "agenda"),
        ({"agenda": [a_line("a")] * 31}, actions.TOO_LONG, "agenda"),
    ],
)
def test_what_the_answers_cannot_mean_is_refused(
    site: Flask, given: dict[str, object], reason: LazyString, field: str
) -> None:
    taker = a_note_taker()
    with pytest.raises(Refused) as refused:
        did(actions.plan_meeting, by=taker, **a_plan(taker, **given))
    assert (refused.value.reason, refused.value.field) == (reason, field)
    assert trail() == []


def test_an_item_of_minutes_that_are_not_approved_cannot_be_carried(site: Flask) -> None:
    taker, item = a_note_taker(), an_open_item(approved=False)
    with pytest.raises(Refused):
        did(actions.plan_meeting, by=taker, **a_plan(taker, agenda=[a_line("a", carried=item.id)]))


def test_only_verified_organisations_are_newly_invited(site: Flask) -> None:
    taker, applied = a_note_taker(), an_organisation(OrganisationStatus.APPLIED)
    with pytest.raises(Refused):
        did(actions.plan_meeting, by=taker, **a_plan(taker, organisations=[applied.slug]))


def test_nobody_without_the_permission_plans(site: Flask) -> None:
    sekda = a_user(OfficeRoleName.SEKDA)
    with pytest.raises(Refused):
        did(actions.plan_meeting, by=sekda, **a_plan(a_note_taker()))
    meeting = a_meeting()
    for act in (actions.send_invitations, actions.hold_meeting):
        with pytest.raises(Refused):
            did(act, meeting, by=sekda)


def test_letters_go_to_managers_in_their_language_with_a_calendar_file(site: Flask) -> None:
    organisation = an_organisation(name="PT Bakau")
    indonesian, english = a_member(organisation), a_member(organisation, language=Language.ENGLISH)
    a_member(organisation, MemberRole.CONTRIBUTOR)
    meeting = a_meeting(organisation)
    assert did(actions.send_invitations, meeting, by=meeting.note_taker) == 1
    first, second = mails()
    assert [first.recipient, second.recipient] == [indonesian.email, english.email]
    assert (first.language, second.language) == ("id", "en")
    assert "PT Bakau" in first.body and "Ruang Pola" in first.body and "1. Pembukaan" in first.body
    assert "WIB" in first.body and "s.d. selesai" in first.body
    assert f"/ruang/fgd/{meeting.reference}/undangan.pdf" in first.body
    assert first.attachment_name == f"{meeting.reference}.ics"
    assert f"UID:{meeting.reference}@localhost" in first.attachment and "SEQUENCE:0" in first.attachment
    assert "STATUS:CONFIRMED" in first.attachment


def test_the_hours_of_a_meeting_are_said_in_one_breath(site: Flask) -> None:
    starts = datetime(2030, 3, 4, 9, 0, tzinfo=WIB)
    meeting = a_meeting(starts_at=starts, ends_at=starts + timedelta(hours=3, minutes=30))
    assert messages.when(meeting) == "4 Maret 2030, pukul 09.00 WIB s.d. 12.30 WIB"


def test_each_organisation_is_invited_once_and_later_ones_get_theirs(site: Flask) -> None:
    early, late = an_organisation(), an_organisation()
    a_member(early), a_member(late)
    meeting = a_meeting(early)
    taker = meeting.note_taker
    did(actions.send_invitations, meeting, by=taker)
    with pytest.raises(Refused):
        did(actions.send_invitations, meeting, by=taker)
    did(actions.edit_meeting, meeting, by=taker, **_answers(meeting, organisations=[early.slug, late.slug]))
    assert did(actions.send_invitations, meeting, by=taker) == 1
    assert len(mails()) == 2
    assert all(each.sent_at for each in invited_to(meeting))


def test_an_organisation_without_a_manager_is_not_said_to_have_a_letter(site: Flask) -> None:
    meeting = a_meeting(an_organisation())
    with pytest.raises(Refused):
        did(actions.send_invitations, meeting, by=meeting.note_taker)
    (invited,) = invited_to(meeting)
    assert (invited.sent_at, invited.has_manager) == (None, False)


def test_another_time_or_place_is_mailed_with_a_higher_sequence(site: Flask) -> None:
    meeting = _invited_meeting()
    did(actions.edit_meeting, meeting, by=meeting.note_taker, **_answers(meeting, place="Aula Dinas"))
    _, change = mails()
    assert "Aula Dinas" in change.body and "SEQUENCE:1" in change.attachment
    assert change.subject == f"Perubahan FGD: {meeting.title}"
    did(actions.edit_meeting, meeting, by=meeting.note_taker, **_answers(meeting, place="Aula Camat"))
    assert "SEQUENCE:2" in mails()[-1].attachment
    assert len({mail.attachment.split("UID:")[1].split("\r\n")[0] for mail in mails()}) == 1


def test_another_agenda_alone_is_not_mailed_but_counts_as_a_change(site: Flask) -> None:
    meeting = _invited_meeting()
    version = meeting.version
    did(actions.edit_meeting, meeting, by=meeting.note_taker, **_answers(meeting, agenda=[a_line("Baru")]))
    assert len(mails()) == 1 and meeting.version > version
    assert trail()[-1].changes["agenda"] == [["Pembukaan"], ["Baru"]]


def test_a_withdrawn_invitation_is_called_off_by_mail(site: Flask) -> None:
    meeting = _invited_meeting()
    did(actions.edit_meeting, meeting, by=meeting.note_taker, **_answers(meeting, organisations=[]))
    assert "STATUS:CANCELLED" in mails()[-1].attachment and meeting.invitations == []


def test_a_cancelled_meeting_tells_why_and_moves_no_more(site: Flask) -> None:
    meeting = _invited_meeting()
    taker = meeting.note_taker
    did(actions.cancel_meeting, meeting, by=taker, reason=REASON)
    assert (meeting.status, meeting.reason) == (S.CANCELLED, REASON)
    assert REASON in mails()[-1].body and "STATUS:CANCELLED" in mails()[-1].attachment
    assert "SEQUENCE:1" in mails()[-1].attachment
    for act in (actions.hold_meeting, actions.send_invitations):
        with pytest.raises(NotAllowedNow):
            did(act, meeting, by=taker)
    with pytest.raises(NotAllowedNow):
        did(actions.cancel_meeting, meeting, by=taker, reason=REASON)
    with pytest.raises(NotAllowedNow):
        did(actions.edit_meeting, meeting, by=taker, **_answers(meeting))


def test_a_reason_that_says_nothing_cancels_nothing(site: Flask) -> None:
    meeting = a_meeting()
    with pytest.raises(Refused):
        did(actions.cancel_meeting, meeting, by=meeting.note_taker, reason="batal")


def test_a_meeting_is_held_once_it_began(site: Flask) -> None:
    meeting = a_meeting()
    with pytest.raises(NotAllowedNow):
        did(actions.hold_meeting, meeting, by=meeting.note_taker)
    with at(now() + timedelta(days=7, minutes=1)):
        did(actions.hold_meeting, meeting, by=meeting.note_taker)
    assert meeting.status is S.HELD and trail()[-1].action == "meeting.hold"


def test_what_approved_minutes_froze_is_changed_no_more(site: Flask) -> None:
    meeting = a_meeting(status=S.HELD)
    db.session.add(Minutes(meeting_id=meeting.id, status=MinutesStatus.APPROVED))
    db.session.commit()
    with pytest.raises(NotAllowedNow):
        did(actions.edit_meeting, meeting, by=meeting.note_taker, **_answers(meeting, place="Lain"))


def test_invitations_and_people_follow_a_merge_of_organisations(site: Flask) -> None:
    merged, kept = an_organisation(), an_organisation()
    both, one = a_meeting(merged, kept), a_meeting(merged)
    an_attendee(one, organisation_id=merged.id)
    assert did(repoint_meetings, merged.id, kept.id) == {"meetings": sorted([both.reference, one.reference])}
    db.session.expire_all()
    for meeting in (both, one):
        assert [each.organisation_id for each in meeting.invitations] == [kept.id]
    assert people_at(one)[0].organisation_id == kept.id


def _invited_meeting():  # type: ignore[no-untyped-def]
    organisation = an_organisation()
    a_member(organisation)
    meeting = a_meeting(organisation)
    did(actions.send_invitations, meeting, by=meeting.note_taker)
    return meeting


def _answers(meeting, **changes):  # type: ignore[no-untyped-def]
    """What stands in a meeting, as answers, with something else here and there."""
    plan = a_plan(meeting.note_taker, agenda=[{**a_line("Pembukaan", 10), "presenter": "Sekda"}])
    names = ("title", "starts_at", "ends_at", "place", "letter_number", "chair_name", "chair_position")
    stored = {name: getattr(meeting, name) for name in names}
    slugs = [each.organisation.slug for each in meeting.invitations]
    return plan | stored | {"organisations": slugs, "strategies": []} | changes
