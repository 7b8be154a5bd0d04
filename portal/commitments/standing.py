"""What follows when a commitment becomes public or its promise changes: versions kept, reports owed."""

from sqlalchemy import func, select

from portal.commitments.models import Commitment
from portal.commitments.reporting_rules import due_on, first_quarter, heard_on
from portal.commitments.version_models import PledgeLine, PledgeVersion
from portal.core.clock import in_wib, now
from portal.core.database import db
from portal.core.terms import terms
from portal.core.values import Quarter

PROMISED = ("position", "region_code", "pocket_id", "need_id", "rupiah", "quantity", "households", "people")


def begin(commitment: Commitment) -> None:
    """A commitment was verified: keep its first promise, and count reports and silence from today."""
    keep_version(commitment)
    first = first_quarter_of(commitment)
    if first is not None and commitment.starts_on and commitment.verified_at:
        commitment.report_due_on = due_on(first, terms().report_days)
        commitment.heard_on = heard_on(commitment.starts_on, in_wib(commitment.verified_at).date(), None)


def end(commitment: Commitment) -> None:
    """A commitment was closed: no more reports are owed."""
    commitment.report_due_on = None


def first_quarter_of(commitment: Commitment) -> Quarter | None:
    """The first quarter for which it owes a report; None before it is verified."""
    if commitment.starts_on is None or commitment.verified_at is None:
        return None
    return first_quarter(commitment.starts_on, in_wib(commitment.verified_at).date())


def keep_version(commitment: Commitment) -> PledgeVersion:
    """Write down what is promised now, as the next version."""
    newest = select(func.max(PledgeVersion.number)).filter_by(commitment_id=commitment.id)
    with db.session.no_autoflush:  # one act is one version of the commitment's row
        number, lines = (db.session.scalar(newest) or 0) + 1, commitment.allocations
    version = PledgeVersion(
        commitment_id=commitment.id,
        number=number,
        made_at=now(),
        title=commitment.title,
        starts_on=commitment.starts_on,
        ends_on=commitment.ends_on,
    )
    version.lines = [
        PledgeLine(allocation_id=line.id, **{name: getattr(line, name) for name in PROMISED})
        for line in lines
    ]
    db.session.add(version)
    return version
