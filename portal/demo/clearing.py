"""Takes the example data out again; reference data and the audit trail stay."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, delete, func, or_, select

from portal.accounts.models import User
from portal.amendments.models import Amendment, AmendmentLine
from portal.audit.actions import record
from portal.commitments.models import Allocation, Commitment, CommitmentPartner
from portal.commitments.need_sums import keep_need_sums
from portal.commitments.version_models import PledgeLine, PledgeVersion
from portal.confirmations.models import Confirmation
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.wording import _l
from portal.demo.meetings_clearing import clear_meetings
from portal.evidence.models import Evidence
from portal.files.models import StoredFile
from portal.needs.models import Need
from portal.notifications.models import OutboxMail
from portal.organisations.models import NameDecision, Organisation
from portal.places.models import Pocket
from portal.progress.models import ProgressReport, ReportLine
from portal.snapshots.models import Snapshot
from portal.uploads.models import Upload

LEANED_ON = _l("Ada komitmen bukan contoh yang memakai data contoh. Hapus atau pindahkan dulu.")


@dataclass(frozen=True)
class Examples:
    """What went, as the trail calls it: no row stands for all of it."""

    __tablename__ = "examples"
    id: str = "demo"


def clear() -> int:
    """Delete everything marked as example; returns how many commitments went. Raises Refused where a real
    commitment leans on example data: a person must decide about it first.

    Its entry in the trail is also what makes a running server drop the pages it keeps.
    """
    organisations = select(Organisation.id).where(Organisation.is_example)
    _refuse_if_leaned_on(organisations)
    _clear_files()
    clear_meetings()
    decided = or_(NameDecision.applicant_id.in_(organisations), NameDecision.known_id.in_(organisations))
    db.session.execute(delete(NameDecision).where(decided))
    db.session.execute(delete(CommitmentPartner).where(CommitmentPartner.organisation_id.in_(organisations)))
    gone = db.session.execute(delete(Commitment).where(Commitment.is_example)).rowcount  # type: ignore[attr-defined]
    keep_need_sums(db.session())
    for model in (Need, Pocket, Organisation, Snapshot):
        db.session.execute(delete(model).where(model.is_example))
    users = select(User.email).where(User.is_example)
    db.session.execute(delete(OutboxMail).where(OutboxMail.recipient.in_(users)))
    db.session.execute(delete(User).where(User.is_example))
    record("example.clear", Examples(), by=None)
    return gone


def _clear_files() -> None:
    """What names files of example people, before the files themselves; and photos, which name nobody."""
    people = select(User.id).where(User.is_example)
    db.session.execute(delete(Evidence).where(or_(Evidence.is_example, Evidence.created_by_id.in_(people))))
    db.session.execute(delete(Upload).where(Upload.user_id.in_(people)))
    photos = select(Confirmation.photo_id, Confirmation.thumbnail_id).where(Confirmation.is_example)
    files = {key for row in db.session.execute(photos) for key in row if key is not None}
    db.session.execute(delete(Confirmation).where(Confirmation.is_example))
    db.session.execute(delete(StoredFile).where(StoredFile.id.in_(files)))


def _refuse_if_leaned_on(organisations: Any) -> None:
    """A real commitment led by an example, at an example's place now or once, or handled by its people."""
    pockets = select(Pocket.id).where(Pocket.is_example)
    people = select(User.id).where(User.is_example)
    leaning = or_(
        Commitment.organisation_id.in_(organisations),
        Commitment.created_by_id.in_(people),
        *(_about(line, line.pocket_id.in_(pockets)) for line in (Allocation, *VIA)),
        _about(Allocation, Allocation.need_id.in_(select(Need.id).where(Need.is_example))),
        _about(ProgressReport, _by(ProgressReport, people, "created", "submitted", "verified")),
        _about(Amendment, _by(Amendment, people, "requested", "decided")),
    )
    if db.session.scalar(select(func.count(Commitment.id)).where(Commitment.is_example.is_(False), leaning)):
        raise Refused(LEANED_ON)


VIA: dict[Any, Any] = {  # lines, and what they are lines of
    PledgeLine: PledgeVersion,
    ReportLine: ProgressReport,
    AmendmentLine: Amendment,
}


def _about(model: Any, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether the commitment has such a row."""
    named = VIA.get(model, model).commitment_id
    found = select(named).select_from(model)
    return Commitment.id.in_((found.join(VIA[model]) if model in VIA else found).where(condition))


def _by(model: Any, people: Any, *verbs: str) -> ColumnElement[bool]:
    return or_(*(getattr(model, f"{verb}_by_id").in_(people) for verb in verbs))
