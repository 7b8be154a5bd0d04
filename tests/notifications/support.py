"""Notices and mail to test with."""

from typing import Any

from sqlalchemy import select

from portal.core.clock import now
from portal.core.database import db, transaction
from portal.notifications.actions import Notification, Wording, notify, queue_mail_to
from portal.notifications.models import Notice, OutboxMail
from portal.notifications.rules import NoticeKind

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
