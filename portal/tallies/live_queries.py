"""Live commitments at a glance, from the summaries. Ask `are_kept` first."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, String, and_, cast, exists, func, select, type_coerce

from portal.core.database import db
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind
from portal.tallies.models import Tally, TallyLine
from portal.tallies.rules import ANY, ANY_NUMBER, CANCELLED, LIVE, Axis

T = Tally


def _live(axis: Axis, year: int | None = None) -> tuple[ColumnElement[bool], ...]:
    """Of any kind; of one year or of any."""
    return T.axis == axis, T.kind == ANY, T.state == LIVE, T.year == (year or ANY_NUMBER)


def served(year: int | None = None) -> Sequence[Any]:
    """(code of the kecamatan or the kabupaten, strategy, commitments, leads), in the order of the codes."""
    columns = (T.row_key, T.strategy_number, T.commitments, T.leads)
    each = (*_live(Axis.KECAMATAN, year), T.strategy_number.in_(range(1, 8)))
    return db.session.execute(select(*columns).where(*each).order_by(T.row_key, T.strategy_number)).all()


def leads_by_place() -> dict[str, int]:
    """Different leads in each kecamatan; those of the whole kabupaten under its code."""
    every = (*_live(Axis.KECAMATAN), T.strategy_number == ANY_NUMBER)
    return {row[0]: row[1] for row in db.session.execute(select(T.row_key, T.leads).where(*every))}


def commitments_by_region(kecamatan: str) -> Select[*tuple[Any, ...]]:
    """region_code, commitments: what names the kecamatan as a whole, a village in it or a pocket there."""
    inside = (*_live(Axis.VILLAGE), T.strategy_number == ANY_NUMBER, T.within == kecamatan)
    return select(T.row_key.label("region_code"), T.commitments).where(*inside)


def pairs_heard_of(year: int | None = None) -> Select[Any]:
    """The `pair_of` each pocket and strategy where somebody works and is not silent."""
    told = (*_live(Axis.POCKET, year), T.strategy_number.in_(range(1, 8)), T.commitments > T.silent)
    return select(pair_of(T.row_key, T.strategy_number)).where(*told)


def pair_of(key: ColumnElement[str] | Any, strategy: Any) -> ColumnElement[str]:
    """Two as one text: SQLite seeks a text in a list eight times as fast as a pair."""
    return cast(key, String) + "/" + cast(strategy, String)


def led(o: Any) -> ColumnElement[bool]:
    """The summary that stands for a row of organisations: what it leads, live, at all."""
    return and_(*_lead(o, ANY_NUMBER))


def leads_under(o: Any, strategy: int) -> ColumnElement[bool]:
    """Whether a row of organisations leads a live commitment under a strategy."""
    return exists(select(T.row_key).where(*_lead(o, strategy)).correlate(o))


def leads_by_strategy(strategies: Sequence[int], most: int, kecamatan: str = ANY) -> Sequence[Any]:
    """The leads with most live commitments under each of these strategies, at all or in a kecamatan.

    So many of each strategy, and all who are level with the last: only these are looked up by name.
    Rows of (strategy, number of leads, name, slug, commitments, whether examples are among them).
    """
    o, own = Organisation, T.strategy_number
    place = func.rank().over(partition_by=own, order_by=T.commitments.desc())
    columns = (T.strategy_number, T.row_key, T.commitments, (T.examples > 0).label("examples"))
    whose = (T.state == LIVE, T.strategy_number.in_(strategies), T.year == ANY_NUMBER)
    kinds = T.kind.in_([kind.value for kind in OrganisationKind])
    there = (T.axis == (Axis.WORKER if kecamatan else Axis.LEAD), T.within == kecamatan)
    ranked = select(*columns, place.label("place"), func.count().over(partition_by=own).label("leads"))
    e = ranked.where(*there, *whose, kinds).subquery().c
    shown = select(e.strategy_number, e.leads, o.name, o.slug, e.commitments, e.examples)
    named = shown.join(o, o.id == cast(e.row_key, Integer)).where(e.place <= most)
    order = (e.strategy_number, e.commitments.desc(), o.name, o.slug)
    return db.session.execute(named.order_by(*order)).all()


def leads_in(o: Any, code: str) -> ColumnElement[bool]:
    """Whether a row of organisations leads a live commitment with a line in a region."""
    lines = select(TallyLine.allocation_id).where(TallyLine.organisation_id == o.id)
    lines = lines.where(TallyLine.state != CANCELLED)
    if len(code) == len("12.05.07"):
        lines = lines.where(TallyLine.kecamatan_code == code)
    elif len(code) > len("12.05.07"):
        lines = lines.where(TallyLine.region_code == code)
    return exists(lines.correlate(o))


def served_pockets(pocket_ids: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Each of these pockets with each strategy under which a live commitment names it."""
    keys = [str(key) for key in pocket_ids]
    each = (*_live(Axis.POCKET), T.strategy_number.in_(range(1, 8)), T.row_key.in_(keys))
    for key, strategy in db.session.execute(select(T.row_key, T.strategy_number).where(*each)):
        yield int(key), strategy


def is_served(pocket: Any, strategy: int) -> ColumnElement[bool]:
    """Whether a live commitment names a row of pockets under a strategy."""
    keys = select(T.row_key).where(*_live(Axis.POCKET), T.strategy_number == strategy)
    return cast(pocket.id, String).in_(keys)


def _lead(o: Any, strategy: int) -> tuple[ColumnElement[bool], ...]:
    """A lead is counted under its own kind."""
    of_this = (T.kind == type_coerce(o.kind, String), T.state == LIVE, T.strategy_number == strategy)
    return (
        T.axis == Axis.LEAD,
        *of_this,
        T.year == ANY_NUMBER,
        T.within == ANY,
        T.row_key == cast(o.id, String),
    )


def whole() -> tuple[int, int, int | None, int]:
    """Commitments, those with a value, their rupiah (None where nothing has a value), examples among them."""
    columns = (T.commitments, T.valued, T.rupiah, T.examples)
    every = (*_live(Axis.ALL), T.strategy_number == ANY_NUMBER)
    row = db.session.execute(select(*columns).where(*every)).first()
    if row is None:
        return 0, 0, None, 0
    return row[0], row[1], row[2] if row[1] else None, row[3]
