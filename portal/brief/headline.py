"""The headline figures of the brief: from the summaries where they are kept, else counted from all lines."""

from typing import Any, cast

from sqlalchemy import Select, String, case, distinct, func, select
from sqlalchemy import cast as typed

from portal.brief.rules import LIVE_STATES, Headline
from portal.commitments.models import Allocation, Commitment
from portal.commitments.selection import StateFilter, in_state
from portal.core.clock import today
from portal.core.database import db
from portal.core.publishing import published
from portal.organisations.models import Organisation
from portal.places.models import Pocket, Region
from portal.places.rules import Level, PocketStatus
from portal.strategies.models import Strategy
from portal.strategies.rules import StrategyKind
from portal.tallies.models import Tally
from portal.tallies.queries import are_kept
from portal.tallies.rules import ANY, ANY_NUMBER, LIVE, Axis

C, A, T = Commitment, Allocation, Tally
Statement = Select[*tuple[Any, ...]]


def read_headline() -> Headline:
    """The sums of all live commitments, and the places where nobody delivers."""
    return Headline(*(_kept() if are_kept() else _counted()))


def _kept() -> list[Any]:
    """From one row of the summaries for each state, and one for all of them."""
    whole = (T.axis == Axis.ALL, T.kind == ANY, T.strategy_number == ANY_NUMBER, T.year == ANY_NUMBER)
    columns = (T.state, T.commitments, T.leads, T.examples, T.rupiah, T.realised, T.rupiah_unstated)
    found = {row.state: row for row in db.session.execute(select(*columns).where(*whole))}
    states = {state: found[state.value].commitments if state.value in found else 0 for state in LIVE_STATES}
    live = found.get(LIVE)
    sums = [live.leads, live.examples > 0, *live[-3:]] if live else [0, False, 0, 0, 0]
    return [states, *sums, *_places(_served(Axis.KECAMATAN), _served(Axis.POCKET), typed(Pocket.id, String))]


def _served(axis: Axis) -> Statement:
    """The rows of the matrix in which a live commitment delivers."""
    live = (T.axis == axis, T.kind == ANY, T.state == LIVE, T.year == ANY_NUMBER)
    return select(T.row_key).where(*live, T.strategy_number.in_(_delivering()))


def _counted() -> list[Any]:
    """The same from the commitments and their lines."""
    states = [
        func.sum(case((in_state(StateFilter.of(each.value), today()), 1), else_=0)) for each in LIVE_STATES
    ]
    example = func.max(case((C.is_example, 1), else_=0))
    statement = select(*states, func.count(distinct(C.organisation_id)), example)
    *counts, leads, is_example = db.session.execute(_live(statement.select_from(C))).one()
    amounts = [func.sum(column, type_=A.rupiah.type) for column in (A.rupiah, A.realised_rupiah)]
    unvalued = func.count(distinct(case((A.rupiah.is_(None), C.id))))
    sums = db.session.execute(_live_lines(*amounts, unvalued)).one()
    reached = _live_lines(Region.kecamatan_code).join(Region, Region.code == A.region_code)
    reached = reached.where(C.strategy_number.in_(_delivering()), Region.kecamatan_code.is_not(None))
    helped = _live_lines(A.pocket_id).where(C.strategy_number.in_(_delivering()), A.pocket_id.is_not(None))
    number = dict(zip(LIVE_STATES, (int(each or 0) for each in counts), strict=True))
    return [number, leads, bool(is_example), *map(_whole, sums), *_places(reached, helped, Pocket.id)]


def _places(reached: Statement, helped: Statement, pocket_key: Any) -> list[int]:
    """Kecamatan, those where nobody delivers, active pockets, those where nobody delivers."""
    kecamatan = select(func.count(Region.code)).where(Region.level == Level.KECAMATAN)
    pockets = select(func.count(Pocket.id)).where(Pocket.status == PocketStatus.ACTIVE)
    asked = (
        kecamatan,
        kecamatan.where(Region.code.not_in(reached.correlate(None))),
        pockets,
        pockets.where(pocket_key.not_in(helped.correlate(None))),
    )
    return list(db.session.execute(select(*(each.scalar_subquery() for each in asked))).one())


def _live_lines(*columns: Any) -> Statement:
    """Lines of live commitments of public partners."""
    return _live(select(*columns).select_from(A).join(C, C.id == A.commitment_id))


def _live(statement: Statement) -> Statement:
    joined = statement.join(Organisation, Organisation.id == C.organisation_id)
    return published(joined).where(in_state(StateFilter.LIVE, today()))


def _delivering() -> Any:
    return select(Strategy.number).where(Strategy.kind == StrategyKind.DELIVERING)


def _whole(amount: Any) -> int:
    return int(cast(int, amount) or 0)
