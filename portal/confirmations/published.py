"""What everybody may read of confirmations: everything here passes the gate."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload, lazyload

from portal.commitments.models import Commitment
from portal.confirmations.models import Confirmation
from portal.confirmations.rules import ConfirmationStatus, Verdict
from portal.core.database import db
from portal.core.publishing import published
from portal.core.values import Quarter
from portal.files.models import StoredFile
from portal.organisations.models import Organisation
from portal.places.models import Pocket, Region
from portal.places.names import place_name
from portal.places.rules import PocketStatus

MOST = 20


@dataclass(frozen=True)
class Voice:
    """One published confirmation. Only its quarter is said: a day would say who it was.

    `community` is None for people with a code, or where the organisation is no longer public. `text` and
    `answer` are plain text, empty where they may not show.
    """

    id: int
    reference: str
    title: str
    verdict: Verdict
    quarter: Quarter
    place: str
    community: str | None
    community_slug: str | None
    by_code: bool
    text: str
    text_withheld: bool
    has_photo: bool
    answer: str
    updated_at: datetime
    is_example: bool


@dataclass(frozen=True)
class Verdicts:
    """How many said what."""

    confirmed: int = 0
    partly: int = 0
    disputed: int = 0

    @property
    def total(self) -> int:
        return self.confirmed + self.partly + self.disputed

    @property
    def lines(self) -> list[tuple[Verdict, int]]:
        """The three with their counts, in order."""
        return [(verdict, getattr(self, verdict.value)) for verdict in Verdict]


def published_confirmations(commitment_id: int, limit: int = MOST) -> list[Voice]:
    """What was said of a commitment, the newest first."""
    return _voices(Confirmation.commitment_id == commitment_id, limit)


def published_in_pocket(pocket_id: int, limit: int = MOST) -> list[Voice]:
    """What was said in a pocket of whatever commitment, the newest first."""
    return _voices(Confirmation.pocket_id == pocket_id, limit)


def verdicts_of(commitment_id: int) -> Verdicts:
    """The counts of one commitment."""
    return verdicts_of_each([commitment_id]).get(commitment_id, Verdicts())


def verdicts_of_each(commitment_ids: Iterable[int]) -> dict[int, Verdicts]:
    """The counts of many commitments; those about which nobody spoke are missing."""
    return _counted(Confirmation.commitment_id, Confirmation.commitment_id.in_(list(commitment_ids)))


def verdicts_in_pocket(pocket_id: int) -> Verdicts:
    """The counts of what was said in a pocket."""
    return _counted(Confirmation.pocket_id, Confirmation.pocket_id == pocket_id).get(pocket_id, Verdicts())


def get_photo(reference: str, confirmation_id: int) -> StoredFile | None:
    """The photo of a confirmation of this commitment, if it may show."""
    return _file(Confirmation.photo_id, reference, confirmation_id)


def get_thumbnail(reference: str, confirmation_id: int) -> StoredFile | None:
    """The same, small."""
    return _file(Confirmation.thumbnail_id, reference, confirmation_id)


def _file(column: Any, reference: str, confirmation_id: int) -> StoredFile | None:
    if confirmation_id >= 2**31:
        return None
    statement = select(StoredFile).join(Confirmation, column == StoredFile.id)
    statement = statement.join(Commitment, Commitment.id == Confirmation.commitment_id)
    one = (Confirmation.id == confirmation_id, Commitment.reference == reference, Confirmation.shows_photo)
    return db.session.scalar(published(_with_partner(statement)).where(*one))


def _with_partner(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Only of commitments whose lead may be seen too."""
    return statement.join(Organisation, Organisation.id == Commitment.organisation_id)


def _counted(column: Any, condition: ColumnElement[bool]) -> dict[int, Verdicts]:
    statement = select(column, Confirmation.verdict, func.count(Confirmation.id))
    statement = statement.join(Commitment, Commitment.id == Confirmation.commitment_id).where(condition)
    grouped = published(_with_partner(statement)).group_by(column, Confirmation.verdict)
    counts: dict[int, Counter[str]] = {}
    for key, verdict, number in db.session.execute(grouped):
        counts.setdefault(key, Counter())[verdict.value] += number
    return {key: Verdicts(**each) for key, each in counts.items()}


def _voices(condition: ColumnElement[bool], limit: int) -> list[Voice]:
    statement = select(Confirmation).join(Commitment, Commitment.id == Confirmation.commitment_id)
    gated = published(_with_partner(statement)).where(condition).order_by(Confirmation.id.desc())
    commitment = joinedload(Confirmation.commitment).options(lazyload("*"))
    place = joinedload(Confirmation.region).joinedload(Region.kecamatan)
    pocket = joinedload(Confirmation.pocket).options(lazyload("*"))
    whole = gated.options(commitment, place, pocket, lazyload(Confirmation.community)).limit(limit)
    rows = db.session.scalars(whole).all()
    communities = _communities(rows) if any(each.community_id for each in rows) else {}
    return [_voice(each, communities) for each in rows]


def _communities(rows: Sequence[Confirmation]) -> dict[int, tuple[str, str]]:
    ids = {each.community_id for each in rows if each.community_id is not None}
    statement = select(Organisation.id, Organisation.name, Organisation.slug)
    found = db.session.execute(published(statement).where(Organisation.id.in_(sorted(ids))))
    return {key: (name, slug) for key, name, slug in found}


def _voice(each: Confirmation, communities: dict[int, tuple[str, str]]) -> Voice:
    name, slug = communities.get(each.community_id or 0, (None, None))
    pocket: Pocket | None = each.pocket
    if pocket is not None and pocket.status is PocketStatus.WITHDRAWN:
        pocket = None
    return Voice(
        id=each.id,
        reference=each.commitment.reference,
        title=each.commitment.title,
        verdict=each.verdict,
        quarter=each.quarter,
        place=place_name(each.region, pocket),
        community=name,
        community_slug=slug,
        by_code=each.batch_id is not None,
        text=each.text if each.shows_text else "",
        text_withheld=bool(each.text) and not each.shows_text,
        has_photo=each.shows_photo,
        answer=each.answer if each.answer_status is ConfirmationStatus.PUBLISHED else "",
        updated_at=each.decided_at or each.created_at,
        is_example=each.is_example,
    )
