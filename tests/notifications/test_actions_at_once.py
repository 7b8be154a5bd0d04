"""Processes tell the same event at the same moment, and workers want the same round: once is enough."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.accounts.models import User
from portal.core.clock import at, now
from portal.core.database import db, transaction
from portal.notifications import rounds
from portal.notifications.actions import Notification, notify
from portal.notifications.models import Notice, OutboxMail
from portal.notifications.rules import NoticeKind
from tests.factories import a_user

AT_ONCE = 8
NOON = now().replace(hour=5, minute=0)  # 12.00 WIB


def tell(app: Flask, barrier: Barrier, user_id: int, key: str) -> bool:
    with app.app_context():
        user = db.session.get(User, user_id)
        barrier.wait(timeout=30)
        with transaction():
            return notify(
                user, NoticeKind.OVERLAP, lambda: Notification("Tumpang tindih", "Isi", "/ruang"), key
            )


def look_round(app: Flask, barrier: Barrier) -> bool:
    with app.app_context(), at(NOON):
        barrier.wait(timeout=30)
        return "try" in rounds.run_due()


def test_many_processes_tell_one_event_once(own_site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    user_id = a_user().id
    barrier = Barrier(AT_ONCE)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        told = list(pool.map(lambda n: tell(own_site, barrier, user_id, f"e{n // 4}"), range(AT_ONCE)))
    assert sorted(told) == [False] * 6 + [True] * 2
    counts = [db.session.scalar(select(func.count()).select_from(each)) for each in (Notice, OutboxMail)]
    assert counts == [2, 2]
    done: list[int] = []
    monkeypatch.setattr(rounds, "ROUNDS", {"try": rounds.Round(lambda: done.append(1), True)})
    with ThreadPoolExecutor(4) as pool:
        barrier = Barrier(4)
        assert sorted(pool.map(lambda _n: look_round(own_site, barrier), range(4)))[-2:] == [False, True]
    assert done == [1]
