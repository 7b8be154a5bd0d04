"""How long verifying a report with 20 places takes: through the whole site, on the example data.

`flask bench` runs it as a program, so that nothing is written into the register that is being measured.
"""

import statistics
import time
from collections.abc import Sequence

import click
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal import create_app
from portal.accounts.models import SignIn, User
from portal.accounts.tokens import token_hash
from portal.commitments import standing
from portal.commitments.models import Allocation, Commitment
from portal.commitments.rules import CommitmentStatus
from portal.core.clock import now, today
from portal.core.database import db, transaction
from portal.core.references import next_reference
from portal.core.values import Quarter
from portal.organisations.models import Membership
from portal.places.models import Region
from portal.places.rules import Level
from portal.progress.models import ProgressReport, ReportLine
from portal.progress.rules import ReportStatus

TOKEN = "bench"  # noqa: S105 - of a session in a database that is thrown away
PLACES = 20
STRATEGY = 5


@click.command()
@click.argument("rounds", type=int)
def main(rounds: int) -> None:
    """Print the median milliseconds of verifying one report with twenty places."""
    app = create_app()
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context(), transaction():
        addresses = _reports(rounds)
    client = _signed_in(app)
    click.echo(statistics.median(_verify(client, address) for address in addresses))


def _reports(number: int) -> list[str]:
    """So many commitments, each with a report that waits; where the office decides about each."""
    verifier = db.session.scalars(select(User).filter_by(email="verifikator@contoh.id")).one()
    db.session.add(SignIn(user_id=verifier.id, token_hash=token_hash(TOKEN)))
    member = db.session.scalars(select(Membership).order_by(Membership.id).limit(1)).one()
    villages = select(Region.code).where(Region.level == Level.DESA).order_by(Region.code).limit(PLACES)
    codes = list(db.session.scalars(villages))
    return [waiting_report(member, codes) for _ in range(number)]


def waiting_report(member: Membership, codes: Sequence[str], strategy: int = STRATEGY) -> str:
    """A new commitment with these places and its first report, which waits; where the office decides."""
    commitment = _commitment(member, codes, strategy)
    quarter = Quarter.of(today())
    report = ProgressReport(
        commitment=commitment, year=quarter.year, quarter_number=quarter.number, status=ReportStatus.SUBMITTED
    )
    report.created_by_id = report.submitted_by_id = member.user_id
    report.submitted_at = report.first_submitted_at = now()
    report.lines = [
        ReportLine(allocation=line, region_code=line.region_code, rupiah=5 * 10**7, quantity=5)
        for line in commitment.allocations
    ]
    db.session.add(report)
    return f"/kantor/laporan/{commitment.reference}/{quarter.slug}/periksa"


def _commitment(member: Membership, codes: Sequence[str], strategy: int) -> Commitment:
    commitment = Commitment(
        reference=next_reference("KMT"),
        organisation_id=member.organisation_id,
        created_by_id=member.user_id,
        strategy_number=strategy,
        title="Ukuran",
        unit="unit rumah",
        status=CommitmentStatus.VERIFIED,
        starts_on=today(),
        ends_on=today(),
        verified_at=now(),
    )
    commitment.allocations = [Allocation(region_code=code, rupiah=10**8, quantity=10) for code in codes]
    db.session.add(commitment)
    db.session.flush()
    standing.begin(commitment)
    return commitment


def _signed_in(app: Flask) -> FlaskClient:
    client = app.test_client()
    with client.session_transaction() as session:
        session.update({"_user_id": TOKEN, "_fresh": True, "seen": int(now().timestamp())})
    return client


def _verify(client: FlaskClient, address: str) -> float:
    answers = {"decision": "verify", "version": "1"}
    began = time.perf_counter()
    answer = client.post(address, data=answers)
    taken = (time.perf_counter() - began) * 1000
    if answer.status_code != 302:  # noqa: PLR2004
        raise click.ClickException(f"verifying answered {answer.status_code}")
    return taken


if __name__ == "__main__":
    main()
