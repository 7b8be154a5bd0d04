"""Lines as they are now, lines as they were counted, and of which day the summaries are."""

from collections.abc import Collection, Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Integer,
    Select,
    String,
    bindparam,
    case,
    cast,
    exists,
    extract,
    func,
    select,
    type_coerce,
    union,
)

from portal.commitments.models import Allocation, Commitment
from portal.commitments.selection import public_pocket, state_column
from portal.core.clock import today
from portal.core.database import built_once, db
from portal.core.publishing import published
from portal.core.terms import Terms, terms
from portal.organisations.models import Organisation
from portal.places.models import Region
from portal.progress.models import ProgressReport
from portal.tallies.models import TallyLine, TallyState
from portal.tallies.rules import NO_YEAR, Line

Statement = Select[*tuple[Any, ...]]
KEPT = "tallies.are_kept"
COUNTED = tuple(TallyLine.__table__.c[name] for name in Line._fields)


def state(*, lock: bool = False) -> TallyState | None:
    """Of which day the summaries are, as it stands now."""
    return db.session.scalar(_state(lock))


@built_once
def _state(lock: bool) -> Select[TallyState]:
    statement = select(TallyState).execution_options(populate_existing=True)
    return statement.with_for_update() if lock else statement


def are_kept() -> bool:
    """Whether the summaries tell of today, by the terms of this installation: asked once in a transaction."""
    wanted = (today(), terms().silent_months)
    here = (db.session().get_transaction(), wanted)
    known = db.session.info.get(KEPT)
    if known is None or known[:2] != here or here[0] is None:
        found = db.session.execute(select(TallyState.day, TallyState.silent_months)).first()
        here = (db.session().get_transaction(), wanted)
        known = db.session.info[KEPT] = (*here, found is not None and tuple(found) == wanted)
    return bool(known[2])


def lines_now(day: date) -> Statement:
    """Every line of a public commitment of a public partner: the columns of rules.Line, as of a day."""
    return _lines(day, terms())


@lru_cache(maxsize=8)
def _lines(day: date, _terms: Terms) -> Statement:
    """Made once a day: to make this statement takes longer than to run it."""
    columns = {**_of_commitment(day), **OF_LINE}
    statement: Statement = (
        select(*(columns[name].label(name) for name in Line._fields))
        .select_from(Allocation)
        .join(Commitment, Commitment.id == Allocation.commitment_id)
        .join(Organisation, Organisation.id == Commitment.organisation_id)
        .join(Region, Region.code == Allocation.region_code)
    )
    return published(statement)


def _of_commitment(day: date) -> dict[str, Any]:
    c = Commitment
    reported = exists(published(select(ProgressReport.id)).where(ProgressReport.commitment_id == c.id))
    return {
        "commitment_id": c.id,
        "organisation_id": c.organisation_id,
        "kind": type_coerce(Organisation.kind, String),
        "strategy_number": c.strategy_number,
        "year": func.coalesce(cast(extract("year", c.starts_on), Integer), NO_YEAR),
        "state": state_column(day),
        "reported_on": case((reported, c.heard_on)),
        "is_example": c.is_example,
    }


OF_LINE: dict[str, Any] = {
    "allocation_id": Allocation.id,
    "region_code": Allocation.region_code,
    "kecamatan_code": func.coalesce(Region.kecamatan_code, ""),
    "pocket_id": case((public_pocket(), Allocation.pocket_id)),
    "rupiah": Allocation.rupiah,
    "realised": Allocation.realised_rupiah,
    "people": Allocation.people,
    "reached": Allocation.reached_people,
}


def lines_of(commitment_ids: Collection[int], day: date) -> list[Line]:
    """The lines of these commitments as they are now."""
    found = db.session.execute(_lines_of(day, terms()), {"ids": list(commitment_ids)})
    return [Line(*row) for row in found]


@lru_cache(maxsize=8)
def _lines_of(day: date, terms: Terms) -> Statement:
    return _lines(day, terms).where(Commitment.id.in_(bindparam("ids", expanding=True)))


def counted_lines(commitment_ids: Collection[int]) -> list[Line]:
    """The lines of these commitments as they stand in the summaries."""
    return [Line(*row) for row in db.session.execute(_counted(), {"ids": list(commitment_ids)})]


@built_once
def _counted() -> Statement:
    return select(*COUNTED).where(TallyLine.commitment_id.in_(bindparam("ids", expanding=True)))


def commitments_touched(organisation_ids: Collection[int], pocket_ids: Collection[int]) -> set[int]:
    """The commitments led by these partners or with a line in these pockets."""
    led = select(Commitment.id).where(Commitment.organisation_id.in_(organisation_ids))
    placed = select(Allocation.commitment_id).where(Allocation.pocket_id.in_(pocket_ids))
    return set(db.session.scalars(union(led, placed)))


def moved_between(first: date, last: date) -> list[int]:
    """The public commitments that are something else on one day than on the other."""
    moved = state_column(first) != state_column(last)
    return list(db.session.scalars(published(select(Commitment.id)).where(moved)))


def other_leads(
    organisation_ids: Iterable[int], kecamatan: Collection[str], without: Collection[int]
) -> list[Any]:
    """What else these partners do, at all and in these kecamatan, apart from some commitments.

    Rows of (organisation, kecamatan, region, pocket, kind, state, strategy, year); of the whole, None as
    kecamatan.
    """
    t = TallyLine
    whose = (t.kind, t.state, t.strategy_number, t.year)
    mine = (t.organisation_id.in_(list(organisation_ids)), t.commitment_id.not_in(without))
    whole = select(t.organisation_id, *whose).where(*mine).distinct()
    here = select(t.organisation_id, t.kecamatan_code, t.region_code, t.pocket_id, *whose)
    here = here.where(*mine, t.kecamatan_code.in_(kecamatan)).distinct()
    found: list[Any] = [(row[0], None, None, None, *row[1:]) for row in db.session.execute(whole)]
    return found + [tuple(row) for row in db.session.execute(here)]
