"""What the brief asks of the register: each figure in a question that does not grow with the lists."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ScalarSelect, Select, and_, case, distinct, func, literal, or_, select
from sqlalchemy.orm import aliased

from portal.amendments.models import Amendment
from portal.amendments.rules import AmendmentKind, AmendmentStatus
from portal.brief.rules import LIVE_STATES, Changes, Headline, Meeting, Overlap, Served, StrategyName
from portal.commitments.models import Allocation, Commitment
from portal.commitments.rules import CommitmentStatus
from portal.commitments.selection import Selection, StateFilter, in_state
from portal.core.clock import in_wib, now, today
from portal.core.database import db
from portal.core.publishing import published
from portal.matrices.counting import grouped
from portal.meetings.models import Meeting as MeetingRow
from portal.meetings.rules import MeetingStatus
from portal.organisations.models import Organisation
from portal.places.models import Region
from portal.places.rules import Level
from portal.progress.models import ProgressReport
from portal.progress.rules import ReportStatus
from portal.strategies.models import Strategy
from portal.strategies.rules import StrategyKind

C, A = Commitment, Allocation
VERIFIED = C.status == CommitmentStatus.VERIFIED
NO_MEETING = timedelta(days=30)  # how far back changes are told where no FGD was held
COUNTED = 5  # the kinds of changes


def headline() -> tuple[Headline, Meeting | None, Changes]:
    """The sums of all live commitments, the last FGD that was held, and what changed since: one question."""
    states = [
        func.coalesce(func.sum(case((in_state(StateFilter.of(each.value), today()), 1), else_=0)), 0)
        for each in LIVE_STATES
    ]
    example = func.max(case((C.is_example, 1), else_=0))
    beside = (*_amounts(), *_changes(), *_meeting())
    statement = select(*states, func.count(distinct(C.organisation_id)), example, *beside)
    joined = statement.join(Organisation, Organisation.id == C.organisation_id)
    row = db.session.execute(published(joined).where(in_state(StateFilter.LIVE, today()))).one()
    found, (leads, is_example, pledged, realised, *more) = row[: len(LIVE_STATES)], row[len(LIVE_STATES) :]
    states_of = dict(zip(LIVE_STATES, map(int, found), strict=True))
    unvalued, kecamatan, *rest = more
    head = Headline(
        states_of, leads, int(pledged or 0), int(realised or 0), unvalued, kecamatan, bool(is_example)
    )
    return head, _held(*rest[COUNTED:]), Changes(*rest[:COUNTED])


def _amounts() -> list[ScalarSelect[Any]]:
    """Pledged, realised and lines without rupiah of the live commitments; how many kecamatan there are."""
    live = published(select(C.id).join(Organisation, Organisation.id == C.organisation_id))
    lines = A.commitment_id.in_(live.where(in_state(StateFilter.LIVE, today())))
    kinds = A.rupiah.type, A.realised_rupiah.type
    sums = (func.sum(A.rupiah, type_=kinds[0]), func.sum(A.realised_rupiah, type_=kinds[1]))
    unvalued = func.count(case((A.rupiah.is_(None), 1)))
    kecamatan = select(func.count(Region.code)).where(Region.level == Level.KECAMATAN)
    found = [select(each).where(lines).correlate(None).scalar_subquery() for each in (*sums, unvalued)]
    return [*found, kecamatan.scalar_subquery()]


def _last() -> Select[int]:
    m = MeetingRow
    order = (m.starts_at.desc(), m.id.desc())
    return select(m.id).where(m.status == MeetingStatus.HELD).order_by(*order).limit(1)


def _meeting() -> list[ScalarSelect[Any]]:
    m = MeetingRow
    columns: Sequence[Any] = (m.reference, m.starts_at, m.is_example)
    return [select(each).where(m.id == _last().scalar_subquery()).scalar_subquery() for each in columns]


def _held(reference: str | None, starts_at: datetime | None, is_example: bool | None) -> Meeting | None:
    if reference is None or starts_at is None:
        return None
    return Meeting(reference, in_wib(starts_at).date(), bool(is_example))


def _changes() -> list[ScalarSelect[int]]:
    """What was decided since the last FGD began, or in the last month where none was held."""
    r, a, own, m = ProgressReport, Amendment, aliased(Commitment), MeetingRow
    began = select(m.starts_at).where(m.id == _last().scalar_subquery()).scalar_subquery()
    since = func.coalesce(began, literal(now() - NO_MEETING, m.starts_at.type))
    closed = own.closed_at >= since
    approved = and_(a.status == AmendmentStatus.APPROVED, a.kind == AmendmentKind.CHANGE)
    counted: list[tuple[Any, Any]] = [
        (own.id, own.verified_at >= since),
        (a.id, and_(approved, a.decided_at >= since)),
        (own.id, and_(own.status == CommitmentStatus.CANCELLED, closed)),
        (own.id, and_(own.status == CommitmentStatus.COMPLETED, closed)),
        (r.id, and_(r.status == ReportStatus.VERIFIED, r.verified_at >= since)),
    ]
    return [select(func.count(key)).where(condition).scalar_subquery() for key, condition in counted]


def served() -> tuple[list[StrategyName], list[Served]]:
    """The seven, and every place under each of them where somebody is, counted as the matrix counts."""
    keys = (
        Region.kecamatan_code.label("kecamatan"),
        A.pocket_id.label("pocket"),
        C.strategy_number.label("strategy"),
    )
    present = func.count(distinct(case((VERIFIED, C.organisation_id)))).label("present")
    found = grouped(Selection(state=StateFilter.LIVE), *keys).add_columns(present).subquery("served")
    named = select(Strategy.number, Strategy.short_id, Strategy.short_en, Strategy.kind, found)
    joined = named.outerjoin(found, found.c.strategy == Strategy.number).order_by(Strategy.number)
    names: dict[int, StrategyName] = {}
    places = []
    for number, short_id, short_en, kind, *place in db.session.execute(joined):
        names[number] = StrategyName(number, short_id, short_en, kind is StrategyKind.DELIVERING)
        kecamatan, pocket, strategy, _commitments, _leads, now_there = place
        places += [Served(kecamatan, pocket, number, now_there)] if strategy else []
    return list(names.values()), places


def names_in(overlaps: Collection[Overlap]) -> dict[tuple[int, int], list[str]]:
    """The leads of these overlaps by pocket and strategy, by name."""
    if not overlaps:
        return {}
    here = (and_(A.pocket_id == each.pocket.id, C.strategy_number == each.strategy) for each in overlaps)
    o = Organisation
    statement = select(A.pocket_id, C.strategy_number, o.name).join(C, C.id == A.commitment_id)
    joined = published(statement.join(o, o.id == C.organisation_id)).where(VERIFIED, or_(*here)).distinct()
    found: dict[tuple[int, int], list[str]] = {}
    for pocket, strategy, name in db.session.execute(joined.order_by(o.name)):
        found.setdefault((pocket or 0, strategy), []).append(name)
    return found
