"""Notices and mail to test with."""

import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from portal.config import ROOT
from portal.core.clock import now
from portal.core.database import db, transaction
from portal.notifications.actions import Notification, Wording, notify, queue_mail_to
from portal.notifications.models import Notice, OutboxMail
from portal.notifications.rules import NoticeKind

PATIENCE = 30  # seconds for a process to start on a busy machine
BODY = "Laporan Anda sudah diverifikasi.\n\nRincian hanya di surel."


def a_notice(user: Any, kind: NoticeKind = NoticeKind.REPORT_VERIFIED, **given: str) -> Notice:
    """A notice that a person just got."""
    said = {"subject": "Laporan terverifikasi", "body": BODY, "path": "/ruang/komitmen"} | given
    with transaction():
        notify(user, kind, lambda: Notification(**said))
    return notices_of(user)[-1]


def notices_of(user: Any) -> list[Notice]:
    """Every notice of a person, the first told first."""
    return list(db.session.scalars(select(Notice).filter_by(user_id=user.id).order_by(Notice.id)))


def mails() -> list[OutboxMail]:
    """Every mail, the first written first."""
    return list(db.session.scalars(select(OutboxMail).order_by(OutboxMail.id)))


def a_mail(subject: str = "Halo", body: str = "Isi surat", address: str = "siti@contoh.id") -> OutboxMail:
    """A mail that waits."""
    with transaction():
        return queue_mail_to(address, "id", lambda: Wording(subject, body))


def a_given_up_mail(error: str = "SMTPRecipientsRefused 550") -> OutboxMail:
    """A mail that nobody tries any more."""
    mail = a_mail("Undangan")
    mail.attempts, mail.given_up_at, mail.last_error = 8, now(), error
    db.session.commit()
    return mail


def start_worker(environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    """The worker as `make run` starts it."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "notices", "work"]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE)


def seconds_until(happened: Callable[[], bool]) -> float:
    """How long something took to happen."""
    began = time.monotonic()
    while not happened():
        assert time.monotonic() - began < PATIENCE, "nothing happened"
        time.sleep(0.05)
    return time.monotonic() - began


def is_sent(mail_id: int) -> bool:
    """Whether a mail is noted as sent, by whichever process."""
    db.session.rollback()
    mail = db.session.get(OutboxMail, mail_id)
    return mail is not None and mail.sent_at is not None
