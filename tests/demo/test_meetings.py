"""The example FGDs: what the press reported and no more, one whole chain, and gone again without a trace."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.accounts.models import User
from portal.action_items.queries import ItemFilter, all_items
from portal.audit.checking import verify_chain
from portal.commitments.models import Commitment
from portal.commitments.rules import CommitmentStatus
from portal.core.clock import in_wib
from portal.core.database import db, transaction
from portal.core.errors import Refused
from portal.demo import clearing
from portal.meetings.hours import hour_is_known
from portal.meetings.models import Attendee, Meeting, MeetingInvitation
from portal.meetings.rules import MeetingStatus
from portal.minutes.frozen import canonical_addendum, canonical_text
from portal.minutes.models import ActionItem, Minutes
from portal.minutes.queries import record_of
from portal.minutes.rules import ActionItemState, MinutesStatus, text_hash
from portal.notifications.models import OutboxMail
from portal.organisations.models import Organisation
from portal.public.fgd import get_fgd
from portal.public.fgd_list import all_fgds
from portal.strategies.queries import all_strategies
from tests.browser import Browser
from tests.minutes.support import a_meeting, add_item, some_minutes


def _meeting(*conditions: object) -> Meeting:
    return db.session.scalars(select(Meeting).where(*conditions)).one()  # type: ignore[arg-type]


def _reported() -> Meeting:
    return _meeting(Meeting.reference.startswith("FGD-2024-"))


def _minutes(meeting: Meeting) -> Minutes:
    return db.session.scalars(select(Minutes).filter_by(meeting_id=meeting.id)).one()


def test_the_reported_fgd_says_what_the_press_said_and_no_more(loaded: Flask) -> None:
    meeting = _reported()
    minutes = _minutes(meeting)
    assert meeting.title == "FGD Kajian Kantong-kantong Kemiskinan"
    assert meeting.place == "Ruang Pola Kantor Bupati Langkat"
    assert in_wib(meeting.starts_at).date() == date(2024, 12, 13) and not hour_is_known(meeting.starts_at)
    assert meeting.chair_name.startswith("Amril") and meeting.chair_user_id is None
    assert [decision.text for decision in minutes.decisions] == [each.name_id for each in all_strategies()]
    assert not (meeting.agenda or meeting.attendance or meeting.invitations or minutes.action_items)
    assert not (meeting.letter_number or meeting.ends_at or minutes.points)
    for source in (
        "informasinasional.com/?p=35095",
        "suaraindonesia.online",
        "prosumut.com",
        "400-25/K/2024",
    ):
        assert source in minutes.text
    assert "bukan notulen resmi" in minutes.text.split("\n")[0]


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_page_of_the_reported_fgd_names_its_day_and_its_sources(
    loaded: Flask, browser: Browser, language: str
) -> None:
    page = browser.get(f"{language}/fgd/{_reported().reference}")
    assert "2024 · Ruang Pola" in page.words("//p[@class='lead']")
    assert page.words("//*[@class='example-band']").startswith(("Sebagian contoh", "Partly examples"))
    assert "https://informasinasional.com/?p=35095" in page.links()
    assert "Amril" in page.main
    assert len(page.html.xpath("//li[starts-with(@id, 'kesimpulan-')]")) == 7  # type: ignore[union-attr]


def test_two_are_published_one_awaits_its_chair_one_is_to_come(loaded: Flask) -> None:
    assert len(all_fgds()) == 2
    states = select(Minutes.status, func.count()).group_by(Minutes.status)
    found = dict(db.session.execute(states).all())  # type: ignore[arg-type]
    assert found == {MinutesStatus.APPROVED: 2, MinutesStatus.AWAITING: 1}
    planned = _meeting(Meeting.status == MeetingStatus.PLANNED)
    assert all(invitation.sent_at for invitation in planned.invitations) and len(planned.invitations) == 6
    assert [item.carried_item_id for item in planned.agenda if item.carried_item_id]
    assert all(meeting.is_example for meeting in db.session.scalars(select(Meeting)))


def test_one_chain_goes_from_the_minutes_to_the_commitments(loaded: Flask) -> None:
    items = all_items(ItemFilter())
    assert {item.state for item in items} == set(ActionItemState)
    born = db.session.scalars(select(Commitment).where(Commitment.origin != "").order_by(Commitment.id)).all()
    assert {each.status for each in born} == {CommitmentStatus.DRAFT, CommitmentStatus.VERIFIED}
    for commitment in born:
        item = db.session.scalars(select(ActionItem).filter_by(commitment_id=commitment.id)).one()
        assert item.reference == commitment.origin
        assert item.organisation_id == commitment.organisation_id
    page = get_fgd(next(row.reference for row in all_fgds() if row.items))
    assert page is not None and [row.reference for row in page.commitments] == [
        each.reference for each in born if each.status is CommitmentStatus.VERIFIED
    ]
    assert page.attendance.total == 25 and len(page.addenda) == 1


def test_frozen_texts_have_their_hashes(loaded: Flask) -> None:
    for minutes in db.session.scalars(select(Minutes).where(Minutes.status == MinutesStatus.APPROVED)):
        assert minutes.frozen_text == canonical_text(record_of(minutes))
        assert minutes.sha256 == text_hash(minutes.frozen_text)
        for each in minutes.addenda:
            text = canonical_addendum(minutes.reference, each.number, minutes.sha256, each.text)
            assert each.sha256 == text_hash(text)
    assert verify_chain().fault == ""


def test_nobody_is_real_and_no_mail_is_written(loaded: Flask) -> None:
    names = list(db.session.scalars(select(Attendee.name)))
    assert len(names) > 25 and all(name.endswith("Contoh") for name in names)
    assert db.session.scalar(select(func.count(OutboxMail.id))) == 0


def test_nobody_who_attended_is_named_in_public(loaded: Flask, browser: Browser) -> None:
    names = set(db.session.scalars(select(Attendee.name))) | set(
        db.session.scalars(select(ActionItem.person))
    )
    addresses = ["/", "/fgd", "/fgd.ics", "/data/rtl.csv", *(f"/fgd/{row.reference}" for row in all_fgds())]
    for address in addresses:
        text = browser.get(address).text
        assert not [name for name in names if name and name in text], address


def test_clearing_refuses_while_a_real_fgd_leans_on_an_example(loaded: Flask) -> None:
    example = db.session.scalars(select(Organisation).where(Organisation.is_example)).first()
    add_item(some_minutes(a_meeting()), example)
    with pytest.raises(Refused), transaction():
        clearing.clear()


def test_clearing_refuses_while_a_real_fgd_is_written_by_an_example_person(loaded: Flask) -> None:
    person = db.session.scalars(select(User).filter_by(email="notulis@contoh.id")).one()
    a_meeting(note_taker=person)
    with pytest.raises(Refused), transaction():
        clearing.clear()


def test_a_real_invitation_of_an_example_stops_it_too(loaded: Flask) -> None:
    example = db.session.scalars(select(Organisation).where(Organisation.is_example)).first()
    assert example is not None
    db.session.add(MeetingInvitation(meeting_id=a_meeting().id, organisation_id=example.id))
    db.session.commit()
    with pytest.raises(Refused), transaction():
        clearing.clear()
