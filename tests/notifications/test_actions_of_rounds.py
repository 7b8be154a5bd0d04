"""Daily rounds: from 07.00 WIB, once a day, caught up later, and one that fails keeps no other back."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from portal.core.clock import at
from portal.core.database import db
from portal.core.once import UsedForm, use_form
from portal.notifications import rounds

SEVEN = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)  # 07.00 WIB


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the rounds did; "broken" writes and fails."""
    seen: list[str] = []

    def broken() -> None:
        use_form("half written")
        db.session.flush()
        raise ZeroDivisionError

    monkeypatch.setattr(rounds, "ROUNDS", {})
    rounds.every_day("broken")(broken)
    rounds.every_day("good")(lambda: seen.append("good"))
    yield seen


def test_a_failing_round_writes_nothing_and_keeps_no_other_back(site: Flask, done: list[str]) -> None:
    assert rounds.run_all() == {"broken": False, "good": True}
    assert (done, db.session.query(UsedForm).count()) == (["good"], 0)


def test_the_worker_begins_at_seven_and_does_each_once_a_day(site: Flask, done: list[str]) -> None:
    with at(SEVEN - timedelta(minutes=1)):
        assert rounds.run_due() == {}
    with at(SEVEN):
        assert rounds.run_due() == {"broken": False, "good": True}
    with at(SEVEN + timedelta(minutes=1)):
        assert rounds.run_due() == {}
    with at(SEVEN + timedelta(minutes=61)):
        assert rounds.run_due() == {"broken": False}, "what failed is begun anew after an hour"
    with at(SEVEN + timedelta(hours=30)):
        assert rounds.run_due() == {"broken": False, "good": True}, "late, but on that day"
    assert done == ["good", "good"]


def test_by_hand_a_round_is_done_whenever_it_is_asked_for(site: Flask, done: list[str]) -> None:
    with at(SEVEN - timedelta(hours=5)):
        rounds.run_all()
        rounds.run_all()
    with at(SEVEN):
        assert "good" not in rounds.run_due(), "it was done today already"
    assert done == ["good", "good"]


def test_files_are_swept_each_day(site: Flask) -> None:
    assert "files.sweep" in rounds.ROUNDS
