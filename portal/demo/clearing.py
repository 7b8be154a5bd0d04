"""Takes the example data out again; reference data and the audit trail stay."""

from sqlalchemy import delete, func, or_, select

from portal.accounts.models import User
from portal.commitments.models import Allocation, Commitment, CommitmentPartner
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.wording import _l
from portal.demo import confirmations
from portal.demo.meetings_clearing import clear_meetings
from portal.evidence.models import Evidence
from portal.notifications.models import OutboxMail
from portal.organisations.models import NameDecision, Organisation
from portal.places.models import Pocket
from portal.uploads.models import Upload


def clear() -> int:
    """Delete everything marked as example; returns how many commitments went. Raises Refused where a real
    commitment leans on example data: a person must decide about it first.
    """
    organisations = select(Organisation.id).where(Organisation.is_example)
    pockets = select(Pocket.id).where(Pocket.is_example)
    _refuse_if_leaned_on(organisations, pockets)
    confirmations.forget()
    _clear_files()
    clear_meetings()
    decided = or_(NameDecision.applicant_id.in_(organisations), NameDecision.known_id.in_(organisations))
    db.session.execute(delete(NameDecision).where(decided))
    db.session.execute(delete(CommitmentPartner).where(CommitmentPartner.organisation_id.in_(organisations)))
    gone = db.session.execute(delete(Commitment).where(Commitment.is_example)).rowcount  # type: ignore[attr-defined]
    for model in (Pocket, Organisation):
        db.session.execute(delete(model).where(model.is_example))
    users = select(User.email).where(User.is_example)
    db.session.execute(delete(OutboxMail).where(OutboxMail.recipient.in_(users)))
    db.session.execute(delete(User).where(User.is_example))
    return gone


def _clear_files() -> None:
    """What names files of example people, before the files themselves."""
    people = select(User.id).where(User.is_example)
    db.session.execute(delete(Evidence).where(or_(Evidence.is_example, Evidence.created_by_id.in_(people))))
    db.session.execute(delete(Upload).where(Upload.user_id.in_(people)))


def _refuse_if_leaned_on(organisations: object, pockets: object) -> None:
    leaning = (
        select(func.count(Commitment.id.distinct()))
        .join(Allocation, isouter=True)
        .where(
            Commitment.is_example.is_(False),
            or_(Commitment.organisation_id.in_(organisations), Allocation.pocket_id.in_(pockets)),  # type: ignore[arg-type]
        )
    )
    if db.session.scalar(leaning):
        raise Refused(_l("Ada komitmen bukan contoh yang memakai data contoh. Hapus atau pindahkan dulu."))
