"""The headline figures of the brief, all in one question that does not grow with the lists."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ScalarSelect, Select, and_, case, distinct, func, literal, select
from sqlalchemy.orm import aliased

from portal.amendments.models import Amendment
from portal.amendments.rules import AmendmentKind, AmendmentStatus
from portal.brief.rules import LIVE_STATES, Changes, Headline, Meeting
from portal.commitments.models import Allocation, Commitment
from portal.commitments.rules import CommitmentStatus
from portal.commitments.selection import StateFilter, in_state
from portal.core.clock import in_wib, today
from portal.core.database import db
from portal.core.publishing import published
from portal.core.wib_day import wib_day
from portal.meetings.models import Meeting as MeetingRow
from portal.meetings.rules import MeetingStatus
from portal.organisations.models import Organisation
from portal.places.models import Pocket, Region
from portal.places.rules import Level, PocketStatus
from portal.progress.models import ProgressReport
from portal.progress.rules import ReportStatus
from portal.strategies.models import Strategy
from portal.strategies.rules import StrategyKind

C, A = Commitment, Allocation
NO_MEETING = timedelta(days=30)  # how far back changes are told where no FGD was held
Numbers = list[ScalarSelect[Any]]


def headline() -> tuple[Headline, Meeting | None, Changes]:
    """The sums of all live commitments, the last FGD that was held, and what changed since."""
    states = [
        func.coalesce(func.sum(case((in_state(StateFilter.of(each.value), today()), 1), else_=0)), 0)
        for each in LIVE_STATES
    ]
    example = func.max(case((C.is_example, 1), else_=0))
    parts = (
        states,
        [func.count(distinct(C.organisation_id)), example],
        _sums(),
        _places(),
        _changes(),
        _meeting(),
    )
    statement = select(*(column for part in parts for column in part))
    joined = statement.join(Organisation, Organisation.id == C.organisation_id)
    row = list(db.session.execute(published(joined).where(in_state(StateFilter.LIVE, today()))).one())
    counts, (leads, is_example), sums, places, changes, meeting = (
        [row.pop(0) for _ in part] for part in parts
    )
    states_of = dict(zip(LIVE_STATES, map(int, counts), strict=True))
    amounts = (int(each or 0) for each in sums)
    head = Headline(states_of, leads, bool(is_example), *amounts, *places)
    return head, _held(*meeting), Changes(*changes)


def _live_lines(*columns: Any) -> Select[Any]:
    """Lines of live commitments of public partners."""
    live = select(*columns).select_from(A).join(C, C.id == A.commitment_id)
    joined = published(live.join(Organisation, Organisation.id == C.organisation_id))
    return joined.where(in_state(StateFilter.LIVE, today())).correlate(None)


def _sums() -> Numbers:
    """Pledged, realised, and lines without rupiah."""
    pledged = func.sum(A.rupiah, type_=A.rupiah.type)
    realised = func.sum(A.realised_rupiah, type_=A.realised_rupiah.type)
    unvalued = func.count(case((A.rupiah.is_(None), 1)))
    return [_live_lines(each).scalar_subquery() for each in (pledged, realised, unvalued)]


def _places() -> Numbers:
    """Kecamatan, those where nobody delivers, active pockets, those where nobody delivers."""
    numbers = select(Strategy.number).where(Strategy.kind == StrategyKind.DELIVERING)
    delivers, here = C.strategy_number.in_(numbers), aliased(Region)
    helped = _live_lines(A.pocket_id).where(delivers, A.pocket_id.is_not(None))
    reached = _live_lines(here.kecamatan_code).join(here, here.code == A.region_code)
    reached = reached.where(delivers, here.kecamatan_code.is_not(None))
    kecamatan = select(func.count(Region.code)).where(Region.level == Level.KECAMATAN)
    pockets = select(func.count(Pocket.id)).where(Pocket.status == PocketStatus.ACTIVE)
    asked = (
        kecamatan,
        kecamatan.where(Region.code.not_in(reached)),
        pockets,
        pockets.where(Pocket.id.not_in(helped)),
    )
    return [each.scalar_subquery() for each in asked]


def _last() -> ScalarSelect[int]:
    m = MeetingRow
    held = select(m.id).where(m.status == MeetingStatus.HELD)
    return held.order_by(m.starts_at.desc(), m.id.desc()).limit(1).scalar_subquery()


def _meeting() -> Numbers:
    m = MeetingRow
    columns: Sequence[Any] = (m.reference, m.starts_at, m.is_example)
    return [select(each).where(m.id == _last()).scalar_subquery() for each in columns]


def _held(reference: str | None, starts_at: datetime | None, is_example: bool | None) -> Meeting | None:
    if reference is None or starts_at is None:
        return None
    return Meeting(reference, in_wib(starts_at).date(), bool(is_example))


def _changes() -> Numbers:
    """What was decided after the day of the last FGD, or in the last month where none was held."""
    r, a, own, m = ProgressReport, Amendment, aliased(Commitment), MeetingRow
    day = select(wib_day(m.starts_at)).where(m.id == _last()).scalar_subquery()
    since = func.coalesce(day, literal(today() - NO_MEETING))
    closed = wib_day(own.closed_at) > since
    approved = and_(a.status == AmendmentStatus.APPROVED, a.kind == AmendmentKind.CHANGE)
    counted: list[tuple[Any, Any]] = [
        (own.id, wib_day(own.verified_at) > since),
        (a.id, and_(approved, wib_day(a.decided_at) > since)),
        (own.id, and_(own.status == CommitmentStatus.CANCELLED, closed)),
        (own.id, and_(own.status == CommitmentStatus.COMPLETED, closed)),
        (r.id, and_(r.status == ReportStatus.VERIFIED, wib_day(r.verified_at) > since)),
    ]
    return [select(func.count(key)).where(condition).scalar_subquery() for key, condition in counted]
