"""The weekly mail: for those who ask, on Mondays, once."""

from datetime import UTC, datetime

from flask import Flask
from sqlalchemy import select

from portal.brief.actions import send_weekly
from portal.core import clock
from portal.core.database import db, transaction
from portal.notifications.inbox_actions import choose_channels
from portal.notifications.models import Notice, OutboxMail
from tests import factories as make

MONDAY, TUESDAY = datetime(2026, 11, 23, 1, tzinfo=UTC), datetime(2026, 11, 24, 1, tzinfo=UTC)


def sent(moment: datetime) -> int:
    with clock.at(moment), transaction():
        return send_weekly()


def test_only_who_asks_gets_it_and_once_a_week(site: Flask) -> None:
    asking = make.a_verifier()
    make.a_verifier()
    make.a_commitment()
    with transaction():
        choose_channels(by=asking, brief="mail")
    assert [sent(TUESDAY), sent(MONDAY), sent(MONDAY)] == [0, 1, 0]
    mail = db.session.scalars(select(OutboxMail)).one()
    assert mail.recipient == asking.email
    assert "Berlaku 1 komitmen dari 1 mitra: Rp100 juta dijanjikan" in mail.body.replace("\u00a0", " ")
    assert "/kantor/ringkasan" in mail.body and "laporan terlambat: " in mail.body
    assert db.session.scalars(select(Notice.path)).one() == "/kantor/ringkasan"


def test_it_comes_in_the_language_of_who_reads_it(site: Flask) -> None:
    reader = make.an_admin()
    reader.language = "en"
    db.session.commit()
    with transaction():
        choose_channels(by=reader, brief="mail")
    assert sent(MONDAY) == 1
    assert "/en/kantor/ringkasan" in db.session.scalars(select(OutboxMail.body)).one()
