"""Work in the background: mail, and the daily rounds of the rooms.

The site tells the worker when mail was written; the worker also looks each minute.

The queue holds bare calls without arguments, as JSON: what has to be sent stands in the outbox alone, so a
queue that is lost loses nothing.
"""

import json
import logging
from collections.abc import Callable
from functools import cached_property
from typing import Any

from flask import Flask, current_app
from huey import Huey, RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer
from huey.registry import Message
from huey.serializer import Serializer
from sqlalchemy import event
from sqlalchemy.orm import Session

from portal.config import Settings
from portal.core.database import know_the_tables, transaction
from portal.core.once import forget_used_forms
from portal.core.throttle import forget_old_attempts
from portal.notifications import rounds
from portal.notifications.models import MAIL_WRITTEN, OutboxMail
from portal.notifications.sending import send_due

log = logging.getLogger("simpul.mail")


class PlainMessages(Serializer):
    """Messages of the queue as JSON: nothing that is read back can run."""

    def _serialize(self, data: Any) -> bytes:
        return json.dumps(data).encode()

    def _deserialize(self, data: bytes) -> Any:
        return Message(*json.loads(data))


class MailWorker:
    """The queue of one site and the work behind it."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.settings: Settings = app.config["SETTINGS"]
        self.stopping: Callable[[], bool] = lambda: False

    @cached_property
    def queue(self) -> Huey:
        """Made on first use, in the process that uses it."""
        options: dict[str, Any] = {"results": False, "utc": True, "serializer": PlainMessages()}
        if self.settings.queue_url:
            queue = RedisHuey("simpul", url=self.settings.queue_url, **options)
        else:
            self.settings.var.mkdir(parents=True, exist_ok=True)
            queue = SqliteHuey("simpul", filename=str(self.settings.var / "queue.db"), **options)
        self._send = queue.task(name="send")(self.send)
        self._look_round = queue.task(name="rounds")(self.rounds)
        queue.periodic_task(crontab(), name="send_each_minute")(self.send)
        queue.periodic_task(crontab(), name="rounds_each_minute")(self.rounds)
        queue.periodic_task(crontab(hour="18", minute="30"), name="tidy_each_night")(self.tidy)  # 01.30 WIB
        return queue

    def kick(self) -> None:
        """Tell the worker that mail waits. Never fails: without it the mail goes within the minute."""
        try:
            if not any(task.name == "send" for task in self.queue.pending()):
                self._send()
        except Exception as error:  # a queue out of reach must not undo what was done
            log.warning("the mail worker could not be told: %s", type(error).__name__)

    def send(self) -> None:
        """Send what is due."""
        with self.app.app_context():
            send_due(self.settings, self.stopping)

    def rounds(self) -> None:
        """Do what became due in this minute and the daily rounds; what they write leaves at once."""
        with self.app.app_context():
            rounds.run_each_minute()
            rounds.run_due()

    def tidy(self) -> None:
        """Drop what is only needed for a day or two: counted attempts and tokens of forms."""
        with self.app.app_context():
            with transaction():
                forget_old_attempts()
                forget_used_forms()
            with transaction():
                know_the_tables()

    def run(self) -> None:
        """Work until SIGTERM; the mail under way is finished first."""
        consumer = Consumer(self.queue, max_delay=1.0, graceful_signal="TERM")
        self.stopping = consumer.stop_flag.is_set
        self.kick()
        self._look_round()
        consumer.run()


def install(app: Flask) -> None:
    app.extensions["mail_worker"] = MailWorker(app)


@event.listens_for(Session, "after_flush")
def _notice_mail(session: Session, _context: object) -> None:
    if any(isinstance(each, OutboxMail) for each in (*session.new, *session.dirty)):
        session.info[MAIL_WRITTEN] = True


@event.listens_for(Session, "after_commit")
def _tell_worker(session: Session) -> None:
    if not session.in_nested_transaction() and session.info.pop(MAIL_WRITTEN, False):
        current_app.extensions["mail_worker"].kick()


@event.listens_for(Session, "after_rollback")
def _forget_mail(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop(MAIL_WRITTEN, None)
