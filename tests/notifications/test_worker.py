"""The worker as a process of its own: it reacts at once, ends on SIGTERM, and loses nothing."""

import signal
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from huey.registry import Message

from portal import create_app
from portal.config import read_settings
from portal.core.clock import now
from portal.core.database import db, transaction
from portal.core.once import UsedForm
from portal.core.throttle import Attempt
from portal.notifications.actions import Wording, queue_mail_to
from portal.notifications.models import OutboxMail
from portal.notifications.worker import MailWorker, PlainMessages
from tests.factories import a_user
from tests.notifications.support import PATIENCE, a_mail, a_notice, is_sent, seconds_until, start_worker


@pytest.fixture
def worker(alone: Flask, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = start_worker(environment)
    yield process
    process.kill()
    process.wait()


def test_mail_leaves_within_seconds_and_the_worker_ends_when_told(
    alone: Flask, worker: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    first = a_mail().id
    seconds_until(lambda: is_sent(first))  # the process has started
    second = a_mail().id
    seconds_until(lambda: is_sent(second))
    assert len(list((tmp_path / "mail").glob("*.eml"))) == 2
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(PATIENCE) == 0


def test_the_queue_may_lie_in_redis(environment: dict[str, str], redis_url: str, tmp_path: Path) -> None:
    environment["QUEUE_URL"] = redis_url
    app = create_app(read_settings(environment))
    with app.app_context():
        process = start_worker(environment)
        try:
            first = a_mail().id
            seconds_until(lambda: is_sent(first))
            second = a_mail().id
            seconds_until(lambda: is_sent(second))  # told by Redis, not by the minute
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE) == 0
            assert not (tmp_path / "queue.db").exists()
        finally:
            process.kill()
            process.wait()
        third = a_mail().id  # nobody listens; Redis keeps the one word
        assert app.extensions["mail_worker"].queue.pending_count() == 1 and not is_sent(third)
        db.session.remove()
        db.engine.dispose()


def test_what_is_undone_is_neither_sent_nor_told(site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(MailWorker, "kick", lambda _self: told.append("mail"))
    with pytest.raises(ZeroDivisionError), transaction():
        queue_mail_to("a@contoh.id", "id", lambda: Wording("A", "B"))
        db.session.flush()
        raise ZeroDivisionError
    with transaction():
        db.session.add(UsedForm(token="a", used_at=now()))
    assert told == []
    a_mail()
    assert told == ["mail"]
    a_notice(a_user())
    assert told == ["mail"] * 2


def test_a_queue_out_of_reach_undoes_nothing(site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_self: MailWorker) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(MailWorker, "queue", property(broken))
    assert db.session.get(OutboxMail, a_mail().id) is not None


def test_one_kick_waits_at_a_time(alone: Flask) -> None:
    queue = alone.extensions["mail_worker"].queue
    for _n in range(3):
        a_mail()
    assert queue.pending_count() == 1


def test_messages_are_plain_json() -> None:
    message = Message("1", "portal.send", None, 0, 0, None, (), {})
    kept = PlainMessages().serialize(message)
    assert kept.startswith(b'["1", "portal.send"')
    assert PlainMessages().deserialize(kept).name == "portal.send"


def test_old_counters_and_form_tokens_are_dropped_each_night(alone: Flask) -> None:
    with transaction() as session:
        long_ago = now() - timedelta(days=3)
        session.add(Attempt(key="a", since=long_ago, count=1))
        session.add(UsedForm(token="a", used_at=long_ago))
    alone.extensions["mail_worker"].tidy()
    assert (db.session.query(Attempt).count(), db.session.query(UsedForm).count()) == (0, 0)


def test_the_command_sends_once_and_says_how_many(alone: Flask) -> None:
    a_mail()
    run = alone.test_cli_runner()
    sent = run.invoke(args=["notices", "send"]).output
    assert sent.startswith("round ") and sent.endswith("\n1 sent, 0 failed, 0 waiting, 0 given up\n")
    only_mail = run.invoke(args=["notices", "send", "--only-mail"]).output
    assert only_mail == "0 sent, 0 failed, 0 waiting, 0 given up\n"


def test_other_work_that_waits_keeps_no_mail_waiting(alone: Flask) -> None:
    worker = alone.extensions["mail_worker"]
    worker.queue.flush()
    worker._look_round()
    a_mail()
    a_mail()
    assert sorted(task.name for task in worker.queue.pending()) == ["rounds", "send"]
