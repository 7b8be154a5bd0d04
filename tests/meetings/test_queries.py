"""What pages and other rooms read of meetings, on both databases."""

from datetime import UTC, datetime, timedelta

from flask import Flask

from portal.accounts.rules import OfficeRoleName
from portal.core.clock import now, today
from portal.core.database import db
from portal.meetings import actions, carrying, queries
from portal.meetings import attendance_queries as attendance
from portal.meetings.queries import MeetingFilter
from portal.meetings.rules import MeetingStatus, Sex
from portal.minutes.rules import ActionItemStatus
from portal.organisations.rules import OrganisationKind
from portal.places.rules import PocketStatus
from tests.factories import a_pocket, a_user, an_organisation
from tests.meetings.support import a_line, a_meeting, a_note_taker, a_plan, an_attendee, an_open_item, did

EVERYTHING = MeetingFilter()
S = MeetingStatus


def _titles(asked: MeetingFilter = EVERYTHING) -> list[str]:
    return [row.title for row in queries.list_meetings(asked, 1).rows]


def test_the_nearest_planned_meeting_comes_first_and_the_past_last(site: Flask) -> None:
    for title, days, status in [
        ("lusa", 2, S.PLANNED), ("besok", 1, S.PLANNED), ("kemarin", -1, S.HELD), ("dulu", -9, S.HELD),
        ("batal", 3, S.CANCELLED),
    ]:  # fmt: skip
        a_meeting(title=title, starts_at=now() + timedelta(days=days), status=status)
    assert _titles() == ["besok", "lusa", "batal", "kemarin", "dulu"]


def test_the_list_is_narrowed_by_status_year_and_words(site: Flask) -> None:
    a_meeting(title="Lama", starts_at=datetime(2024, 12, 31, 16, 30, tzinfo=UTC), status=S.HELD)
    a_meeting(title="Awal tahun", starts_at=datetime(2024, 12, 31, 17, 30, tzinfo=UTC), status=S.HELD)
    a_meeting(title="100% warga", place="Aula_Camat", status=S.CANCELLED)
    assert _titles(MeetingFilter(year=2025)) == ["Awal tahun"]  # the year begins in WIB
    assert _titles(MeetingFilter(status=S.CANCELLED)) == ["100% warga"]
    assert _titles(MeetingFilter(words="aula_ 100%")) == ["100% warga"]
    assert _titles(MeetingFilter(words="entah")) == []
    assert queries.years()[-2:] == [2025, 2024]


def test_a_row_counts_invitations_and_people_once(site: Flask) -> None:
    meeting = a_meeting(an_organisation(), an_organisation())
    first = an_attendee(meeting)
    an_attendee(meeting, merged_into_id=first.id)
    (row,) = queries.list_meetings(EVERYTHING, 1).rows
    assert (row.invited, row.present, row.is_upcoming) == (2, 1, True)


def test_people_are_counted_by_kind_and_by_sex(site: Flask) -> None:
    organisation, meeting = an_organisation(kind=OrganisationKind.NGO), a_meeting()
    an_attendee(meeting, organisation_id=organisation.id, kind=OrganisationKind.NGO)
    an_attendee(meeting, sex=Sex.MALE)
    counts = attendance.attendance_counts(meeting)
    assert counts.by_kind() == [(OrganisationKind.PRIVATE, 1), (OrganisationKind.NGO, 1)]
    assert counts.by_sex() == [(Sex.MALE, 1), (Sex.FEMALE, 1)]
    expected = [(organisation.slug, organisation.name, OrganisationKind.NGO)]
    assert queries.attending_organisations(meeting) == expected


def test_open_items_of_earlier_meetings_are_offered_the_longest_overdue_first(site: Flask) -> None:
    day = timedelta(days=1)
    undated = an_open_item()
    late, later = an_open_item(due_on=today() - day), an_open_item(due_on=today() - 9 * day)
    an_open_item(approved=False)
    an_open_item(status=ActionItemStatus.DONE)
    offered = carrying.open_items()
    assert [each.id for each in offered] == [later.id, late.id, undated.id]
    assert [each.is_overdue for each in offered] == [True, True, False]
    assert offered[0].agenda_title.startswith(
        f"RTL {later.minutes.meeting.reference}#1: Memperbaiki 40 rumah"
    )


def test_an_item_that_stands_in_the_agenda_is_not_offered_again(site: Flask) -> None:
    taker, item, other = a_note_taker(), an_open_item(), an_open_item()
    plan = a_plan(taker, agenda=[a_line("RTL", carried=item.id)])
    meeting = did(actions.plan_meeting, by=taker, **plan)
    assert [each.id for each in carrying.open_items(besides=meeting)] == [other.id]


def test_a_long_item_fits_a_line_of_the_agenda(site: Flask) -> None:
    an_open_item(an_organisation(name="x" * 200), what="kata " * 200)
    assert len(carrying.open_items()[0].agenda_title) == 200


def test_who_stands_twice_is_found_by_name_and_organisation(site: Flask) -> None:
    meeting = a_meeting()
    one, two = an_attendee(meeting, "Siti A."), an_attendee(meeting, "siti  a")
    an_attendee(meeting, "Siti A.", organisation_written="Lain")
    assert attendance.doubles(attendance.everybody_at(meeting)) == [[one, two]]


def test_people_are_looked_for_by_name_organisation_and_position(site: Flask) -> None:
    known, meeting = an_organisation(name="PT Bakau"), a_meeting()
    an_attendee(meeting, "Siti", organisation_id=known.id, position="Ketua")
    an_attendee(meeting, "Budi")
    for words, total in [("siti", 1), ("bakau ketua", 1), ("bakau budi", 0), ("", 2), ("%", 0)]:
        assert attendance.people_of(meeting, words, 1).total == total


def test_a_line_is_found_under_its_own_meeting_only(site: Flask) -> None:
    meeting, other = a_meeting(), a_meeting()
    person = an_attendee(meeting)
    assert attendance.get_attendee(meeting.reference, person.id) is person
    assert attendance.get_attendee(other.reference, person.id) is None
    assert attendance.get_attendee(meeting.reference, 2**40) is None


def test_active_pockets_and_people_are_offered(site: Flask) -> None:
    shown, hidden = a_pocket(), a_pocket(status=PocketStatus.WITHDRAWN)
    offered = [each.slug for each in queries.offered_pockets()]
    assert shown.slug in offered and hidden.slug not in offered
    taker, gone = a_note_taker(), a_note_taker()
    gone.is_active = False
    db.session.commit()
    sekda = a_user(OfficeRoleName.SEKDA)
    people = {person.id: person.takes_notes for person in queries.office_people()}
    assert people == {taker.id: True, sekda.id: False}


def test_what_a_phone_learns_from_the_code(site: Flask) -> None:
    meeting = a_meeting(attendance_token="abc", attendance_opened=True)
    desk = attendance.desk_of("abc")
    assert desk is not None and (desk.title, desk.is_open) == (meeting.title, True)
    assert attendance.desk_of("entah") is None
