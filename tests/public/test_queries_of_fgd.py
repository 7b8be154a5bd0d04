"""What the public reads of FGDs, on both databases."""

from flask import Flask

from portal.action_items.published import ItemChoice, published_items
from portal.commitments.rules import CommitmentStatus
from portal.core.database import db
from portal.organisations.rules import OrganisationStatus
from portal.public.fgd import get_fgd, origin_of
from portal.public.fgd_list import FgdFilter, all_fgds, list_fgds, newest_fgd, years
from tests.factories import an_organisation
from tests.minutes.support import a_meeting, some_minutes
from tests.public.fgd_support import a_born_commitment, a_published_fgd, an_fgd, people, reference_of


def test_only_published_fgds_with_approved_minutes_are_read(site: Flask) -> None:
    shown, hidden = a_published_fgd(), an_fgd()
    draft = some_minutes(a_meeting())
    draft.meeting.published_at = draft.meeting.created_at
    db.session.commit()
    assert [row.reference for row in all_fgds()] == [reference_of(shown)]
    assert get_fgd(reference_of(hidden)) is None
    assert get_fgd(reference_of(draft)) is None
    assert [item.reference for item in published_items(ItemChoice())] == [reference_of(shown)]


def test_a_page_has_every_part(site: Flask) -> None:
    page = get_fgd(reference_of(a_published_fgd()))
    assert page is not None
    assert [row.title for row in page.agenda] == ["Paparan data"]
    assert [row.text for row in page.decisions] == ["Tujuh strategi disepakati"]
    assert [item.number for item in page.items] == [1]
    assert page.pockets and [each.number for each in page.strategies] == [5]
    assert (page.attendance.total, [count for _kind, count in page.attendance.kinds]) == (18, [13, 5])
    assert [count for _sex, count in page.attendance.sexes] == [9, 9]


def test_people_written_twice_count_once(site: Flask) -> None:
    minutes = a_published_fgd()
    attendance = minutes.meeting.attendance
    attendance[1].merged_into_id = attendance[0].id
    db.session.commit()
    page = get_fgd(reference_of(minutes))
    assert page is not None and page.attendance.total == 17


def test_nobody_there_is_no_attendance(site: Flask) -> None:
    minutes = a_published_fgd()
    minutes.meeting.attendance = people()
    db.session.commit()
    page = get_fgd(reference_of(minutes))
    assert page is not None and (page.attendance.total, page.attendance.kinds) == (0, [])


def test_the_list_is_narrowed_by_year_strategy_and_words(site: Flask) -> None:
    reference = reference_of(a_published_fgd(title="FGD air bersih"))
    for asked in (FgdFilter(2026, 5, "air"), FgdFilter(words="isi notulen"), FgdFilter()):
        assert [row.reference for row in list_fgds(asked).rows] == [reference]
    for asked in (FgdFilter(2025), FgdFilter(strategy=4), FgdFilter(words="jalan")):
        assert list_fgds(asked).total == 0
    assert years() == [2026]
    latest = newest_fgd()
    assert latest is not None and (latest.decisions, latest.items) == (1, 1)


def test_organisations_and_commitments_that_are_not_public_stay_unnamed(site: Flask) -> None:
    hidden = an_organisation(OrganisationStatus.APPLIED)
    minutes = a_published_fgd(hidden)
    a_born_commitment(minutes, CommitmentStatus.DRAFT)
    (item,) = published_items(ItemChoice())
    assert (item.organisation_slug, item.organisation_name, item.commitment_reference) == (None, None, None)
    page = get_fgd(reference_of(minutes))
    assert page is not None and page.commitments == []


def test_a_commitment_knows_the_published_fgd_it_was_born_in(site: Flask) -> None:
    minutes = a_published_fgd()
    commitment = a_born_commitment(minutes)
    origin = origin_of(commitment.id)
    assert origin is not None and (origin.reference, origin.number) == (reference_of(minutes), 1)
    page = get_fgd(reference_of(minutes))
    assert page is not None and [row.reference for row in page.commitments] == [commitment.reference]
    unpublished = an_fgd()
    assert origin_of(a_born_commitment(unpublished).id) is None
