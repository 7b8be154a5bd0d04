"""How long saving long minutes takes: through the whole site, on a database of its own with the example data.

`flask bench` runs it as a program, so that nothing is written into the register that is being measured.
"""

import statistics
import time

import click
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal import create_app
from portal.accounts.models import SignIn, User
from portal.accounts.tokens import token_hash
from portal.core.clock import now
from portal.core.database import db, transaction
from portal.core.references import next_reference
from portal.meetings.models import Meeting
from portal.minutes.rules import LONGEST_TEXT

TOKEN = "bench"  # noqa: S105 - of a session in a database that is thrown away
PARAGRAPH = (
    "## Pembahasan {n}\n\nPeserta menyampaikan pukul 09.{n} bahwa **data penerima** di desa perlu diperiksa."
    " Tanggapan: *disepakati*.\n\n- Pendataan ulang\n- Laporan tiap triwulan\n\n"
)


def long_text(mark: int) -> str:
    """Minutes as long as they may be, a little different for each mark."""
    text = f"# Notulen {mark}\n\n" + "".join(PARAGRAPH.format(n=n) for n in range(200))
    return text[:LONGEST_TEXT].strip()


@click.command()
@click.argument("rounds", type=int)
def main(rounds: int) -> None:
    """Print the median milliseconds of saving minutes of 20,000 characters."""
    app = create_app()
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context(), transaction():
        address = _meeting()
    client = _signed_in(app)
    click.echo(statistics.median(_save(client, address, number) for number in range(rounds)))


def _meeting() -> str:
    """A meeting and a note-taker with a session; the address where the script of the editor saves."""
    taker = db.session.scalars(select(User).filter_by(email="notulis@contoh.id")).one()
    db.session.add(SignIn(user_id=taker.id, token_hash=token_hash(TOKEN)))
    meeting = Meeting(reference=next_reference("FGD"), title="Ukuran", starts_at=now(), place="Ruang")
    meeting.note_taker_id = meeting.created_by_id = taker.id
    db.session.add(meeting)
    return f"/kantor/fgd/{meeting.reference}/notulen/simpan"


def _signed_in(app: Flask) -> FlaskClient:
    client = app.test_client()
    with client.session_transaction() as session:
        session.update({"_user_id": TOKEN, "_fresh": True, "seen": int(now().timestamp())})
    return client


def _save(client: FlaskClient, address: str, number: int) -> float:
    answers = {"text": long_text(number), "base": number}
    began = time.perf_counter()
    answer = client.post(address, data=answers)
    taken = (time.perf_counter() - began) * 1000
    if answer.status_code != 200:  # noqa: PLR2004
        raise click.ClickException(f"saving answered {answer.status_code}: {answer.get_data(as_text=True)}")
    return taken


if __name__ == "__main__":
    main()
