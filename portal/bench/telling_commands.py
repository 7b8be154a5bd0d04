"""How long telling many people takes: notices and mails for each, worded one by one, in one transaction.

`flask bench` runs it as a program, on a database of its own.
"""

import statistics
import time
from collections.abc import Callable

import click
from sqlalchemy import func, insert, select

from portal import create_app
from portal.accounts.models import User
from portal.core.clock import now
from portal.core.database import db, transaction
from portal.notifications.actions import Notification, Telling, notify_many
from portal.notifications.models import OutboxMail
from portal.notifications.rules import NoticeKind


@click.command()
@click.argument("people", type=int)
@click.argument("rounds", type=int)
def main(people: int, rounds: int) -> None:
    """Print the median seconds of queueing one mail for each of so many people."""
    app = create_app()
    with app.app_context():
        with transaction() as session:
            session.execute(insert(User), [_person(number) for number in range(people)])
        click.echo(statistics.median(_tell(people, number) for number in range(rounds)))


def _person(number: int) -> dict[str, object]:
    language = "en" if number % 4 == 0 else "id"
    return {
        "email": f"orang{number}@ukuran.id",
        "name": f"Orang {number}",
        "language": language,
        "email_confirmed_at": now(),
        "version": 1,
    }


def _tell(people: int, number: int) -> float:
    """Find everybody, word it for each, write it: the seconds until it was committed."""
    before = _queued()
    began = time.perf_counter()
    with transaction():
        readers = db.session.scalars(select(User).where(User.email.endswith("@ukuran.id"))).all()
        tellings = [Telling(reader, _word(reader), f"bench:{number}") for reader in readers]
        notify_many(NoticeKind.REPORT_DUE, tellings)
    taken = time.perf_counter() - began
    if _queued() - before != people:
        raise click.ClickException("not every mail was queued")
    return taken


def _word(reader: User) -> Callable[[], Notification]:
    body = f"Laporan triwulan {reader.name} jatuh tempo 15 Januari 2027.\n\n" + "Isi laporan dua menit. " * 20
    return lambda: Notification("Laporan triwulan segera jatuh tempo", body, "/ruang/komitmen")


def _queued() -> int:
    return db.session.scalar(select(func.count(OutboxMail.id))) or 0


if __name__ == "__main__":
    main()
