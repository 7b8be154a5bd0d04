"""Finding evidence. Whoever calls has checked who may see it, but for what was released."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from portal.commitments.models import Allocation, Commitment
from portal.core.database import db
from portal.core.publishing import published
from portal.evidence.models import Evidence
from portal.organisations.models import Organisation
from portal.places.models import Region
from portal.places.names import place_name

WITH_KECAMATAN = joinedload(Allocation.region).joinedload(Region.kecamatan)


@dataclass(frozen=True)
class Counts:
    """How many files a report has, and how many of them everybody may see."""

    files: int
    released: int


NO_FILES = Counts(0, 0)


def get_evidence(evidence_id: int) -> Evidence | None:
    """One piece of evidence in any state: for doors that ask who is there."""
    return db.session.scalar(select(Evidence).filter_by(id=evidence_id))


def get_released(reference: str, evidence_id: int) -> Evidence | None:
    """One that everybody may see, of a commitment that everybody may see, or None."""
    statement = (
        select(Evidence)
        .join(Commitment, Commitment.id == Evidence.commitment_id)
        .join(Organisation, Organisation.id == Commitment.organisation_id)
        .where(Evidence.id == evidence_id, Commitment.reference == reference)
    )
    return db.session.scalar(published(statement))


def get_small(evidence_id: int) -> Evidence | None:
    """One that has a small picture."""
    found = get_evidence(evidence_id)
    return found if found is not None and found.is_picture else None


def get_released_small(reference: str, evidence_id: int) -> Evidence | None:
    """One that everybody may see and that has a small picture."""
    found = get_released(reference, evidence_id)
    return found if found is not None and found.is_picture else None


def evidence_of_report(report_id: int) -> Sequence[Evidence]:
    """All files of a report, oldest first."""
    return db.session.scalars(select(Evidence).filter_by(report_id=report_id).order_by(Evidence.id)).all()


def released_evidence(commitment_id: int) -> Sequence[Evidence]:
    """What everybody may see of a commitment, newest first."""
    statement = select(Evidence).where(Evidence.commitment_id == commitment_id)
    newest = (Evidence.taken_on.desc().nulls_last(), Evidence.id.desc())
    return db.session.scalars(published(statement).order_by(*newest)).all()


def counts_of_reports(report_ids: Iterable[int]) -> dict[int, Counts]:
    """Of each of these reports that has files, how many."""
    statement = (
        select(Evidence.report_id, func.count(), func.count(Evidence.released_at))
        .where(Evidence.report_id.in_(list(report_ids)))
        .group_by(Evidence.report_id)
    )
    return {report: Counts(files, released) for report, files, released in db.session.execute(statement)}


def places_of(commitment_id: int) -> list[tuple[int, str]]:
    """The places of a commitment as (allocation id, name), in their order."""
    statement = select(Allocation).filter_by(commitment_id=commitment_id).options(WITH_KECAMATAN)
    lines = db.session.scalars(statement.order_by(Allocation.position, Allocation.id))
    return [(line.id, place_name(line.region, line.pocket)) for line in lines]


def counts_of_report(report_id: int) -> Counts:
    return counts_of_reports([report_id]).get(report_id, NO_FILES)
