"""When a mail is tried again."""

import pytest

from portal.notifications.rules import LEASE, MOST_TRIES, wait_after


@pytest.mark.parametrize(("tries", "minutes"), [(1, 1), (2, 5), (3, 30), (4, 120), (5, 1440), (8, 1440)])
def test_the_wait_grows_with_every_try(tries: int, minutes: int) -> None:
    assert wait_after(tries).total_seconds() == minutes * 60


def test_a_lease_outlasts_the_slowest_conversation() -> None:
    assert MOST_TRIES == 8
    assert LEASE.total_seconds() > 10 * 15
