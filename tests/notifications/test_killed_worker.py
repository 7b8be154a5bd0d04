"""`kill -9` of the real worker while it carries mail: nothing is lost, nothing that was noted goes twice."""

import os
import signal
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes
from socket import socket
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from flask import Flask
from sqlalchemy import select, update

from portal.core.clock import now
from portal.core.database import db, transaction
from portal.notifications.actions import Notification, Telling, notify_many
from portal.notifications.models import OutboxMail
from portal.notifications.rules import NoticeKind
from tests.factories import a_user
from tests.notifications.support import PATIENCE, mails, seconds_until, start_worker

MAILS = 60
BEFORE, AFTER = "before the mail was taken", "after it was taken, before the answer"
KILLS = {9: BEFORE, 21: AFTER, 38: AFTER}  # by how many conversations were begun


class Post:
    """Takes mail, and kills the worker in the middle of a conversation."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()
        self.texts: dict[str, set[bytes]] = {}
        self.begun = 0
        self.worker = 0
        self.port = 0

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _more: Any) -> str:  # noqa: N802
        self.begun += 1
        self._kill_if(BEFORE)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        name = message_from_bytes(envelope.content)["Message-ID"]
        self.taken[name] += 1
        self.texts.setdefault(name, set()).add(envelope.content)
        self._kill_if(AFTER)
        return "250 OK"

    def _kill_if(self, moment: str) -> None:
        if KILLS.get(self.begun) == moment:
            os.kill(self.worker, signal.SIGKILL)


@pytest.fixture
def post() -> Iterator[Post]:
    post = Post()
    with socket() as trial:
        trial.bind(("127.0.0.1", 0))
        post.port = trial.getsockname()[1]
    controller = Controller(post, hostname="127.0.0.1", port=post.port)
    controller.start()
    yield post
    controller.stop()


def all_noted() -> bool:
    db.session.rollback()
    return db.session.scalar(select(OutboxMail.id).where(OutboxMail.sent_at.is_(None)).limit(1)) is None


def noted() -> set[str]:
    """The Message-IDs that the worker noted as sent, up to their host."""
    db.session.rollback()
    return {f"<simpul.{m.id}.{int(m.created_at.timestamp())}@localhost>" for m in mails() if m.sent_at}


def let_leases_run_out() -> None:
    with transaction() as session:
        session.execute(update(OutboxMail).where(OutboxMail.sent_at.is_(None)).values(due_at=now()))


def test_mail_survives_a_worker_that_is_killed_again_and_again(
    alone: Flask, environment: dict[str, str], post: Post
) -> None:
    said, person = Notification("Laporan terlambat", "Isi", "/ruang"), a_user()
    with transaction():
        notify_many(NoticeKind.REPORT_OVERDUE, [Telling(person, lambda: said) for _n in range(MAILS)])
    environment["SMTP_URL"] = f"smtp://127.0.0.1:{post.port}"
    done: dict[str, int] = {}
    for _kill in KILLS:
        worker = start_worker(environment)
        post.worker = worker.pid
        assert worker.wait(PATIENCE) == -signal.SIGKILL
        assert {name: post.taken[name] for name in done} == done, "what was noted went out again"
        done = {name: post.taken[name] for name in noted()}
        let_leases_run_out()
    worker = start_worker(environment)
    try:
        seconds_until(all_noted)
    finally:
        worker.kill()
        worker.wait()
    assert len(post.taken) == MAILS, "a mail was lost"
    assert {name: post.taken[name] for name in done} == done
    twice = [name for name, times in post.taken.items() if times > 1]
    assert len(twice) == list(KILLS.values()).count(AFTER), (
        "only what was killed before its answer goes twice"
    )
    assert sum(post.taken.values()) == MAILS + len(twice)
    assert all(len(texts) == 1 for texts in post.texts.values()), "a copy is the same to the byte"
