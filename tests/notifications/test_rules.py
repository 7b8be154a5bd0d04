"""When a mail is tried again."""

import pytest

from portal.notifications.rules import (
    LEASE,
    MOST_TRIES,
    Channel,
    NoticeKind,
    kinds_for,
    masked_address,
    wait_after,
)


@pytest.mark.parametrize(("tries", "minutes"), [(1, 1), (2, 5), (3, 30), (4, 120), (5, 1440), (8, 1440)])
def test_the_wait_grows_with_every_try(tries: int, minutes: int) -> None:
    assert wait_after(tries).total_seconds() == minutes * 60


def test_a_lease_outlasts_the_slowest_conversation() -> None:
    assert MOST_TRIES == 8
    assert LEASE.total_seconds() > 10 * 15


def test_everybody_is_asked_about_their_own_kinds_only() -> None:
    partner, office = kinds_for(partner=True, office=False), kinds_for(partner=False, office=True)
    assert NoticeKind.REPORT_DUE in partner and NoticeKind.REPORT_DUE not in office
    assert NoticeKind.WAITING in office and NoticeKind.WAITING not in partner
    assert set(kinds_for(partner=True, office=True)) == set(NoticeKind)


def test_the_brief_is_for_those_who_ask() -> None:
    assert NoticeKind.BRIEF.channels[0] is Channel.NONE
    assert NoticeKind.BRIEF not in kinds_for(partner=True, office=False)


def test_only_digest_and_brief_can_be_refused_wholly() -> None:
    refusable = [kind for kind in NoticeKind if Channel.NONE in kind.channels]
    assert refusable == [NoticeKind.DIGEST, NoticeKind.BRIEF]
    assert all(kind.without_mail is not Channel.MAIL for kind in NoticeKind)
    assert len({kind.slug for kind in NoticeKind}) == len(NoticeKind)


def test_an_address_is_known_again_but_not_readable() -> None:
    assert masked_address("siti.aminah@contoh.id") == "s***@contoh.id"
