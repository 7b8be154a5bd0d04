"""Partners as everybody may read them: the list and one profile. Contacts are never read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, case, func, or_, select

from portal.commitments.models import Allocation, Commitment
from portal.commitments.queries import list_commitments
from portal.commitments.rows import CommitmentRow
from portal.commitments.rules import LIVE, CommitmentState
from portal.commitments.selection import Chosen, Selection
from portal.commitments.state import state_today
from portal.core.database import db
from portal.core.keyset import Stretch
from portal.core.paging import PAGE_SIZE, Page
from portal.core.publishing import published
from portal.core.wording import Word, _l
from portal.organisations.models import FocusStrategy, Organisation, WorkArea
from portal.organisations.queries import merged_into
from portal.organisations.rules import OrganisationKind, OrganisationStatus
from portal.places.models import Region
from portal.public.pledges import supported_by
from portal.public.reporting import DELIVERED, Record, record_of
from portal.strategies.models import Strategy
from portal.tallies import live_queries
from portal.tallies.models import Tally
from portal.tallies.queries import are_kept

SHOWN = 10
_SUMMED = (func.coalesce(Tally.commitments, 0), case((Tally.valued > 0, Tally.rupiah)))
LIVING = Commitment.status.in_(sorted(LIVE))


class PartnerSort(Word):
    NAME = "name", "nama", _l("Nama A–Z")
    COMMITMENTS = "commitments", "komitmen", _l("Komitmen terbanyak")
    VALUE = "value", "nilai", _l("Nilai terbesar")


@dataclass(frozen=True)
class PartnerFilter:
    """What the list of partners is narrowed to; empty means all."""

    kind: OrganisationKind | None = None
    strategy: int | None = None
    region: Chosen | None = None
    words: str = ""
    sort: PartnerSort = PartnerSort.NAME


@dataclass(frozen=True)
class PartnerRow:
    """A partner of a list, with its live commitments and what they are worth in rupiah, where valued."""

    slug: str
    name: str
    kind: OrganisationKind
    status: OrganisationStatus
    is_example: bool
    updated_at: datetime
    commitments: int
    rupiah: int | None


@dataclass(frozen=True)
class Profile:
    """A partner's page. `states` counts all its commitments, `rupiah` adds up the live ones with a value."""

    organisation: Organisation
    focus: Sequence[Strategy]
    areas: Sequence[Region]
    states: dict[CommitmentState, int]
    rupiah: int | None
    unvalued: int
    record: Record
    kecamatan: Sequence[Region]
    whole_kabupaten: bool
    commitments: Stretch[CommitmentRow]
    supported: Sequence[CommitmentRow]

    @property
    def pledged(self) -> int:
        """How many public commitments it leads."""
        return sum(self.states.values())


@dataclass(frozen=True)
class Moved:
    """The partner was merged into another one, which is public under this word."""

    slug: str


def get_partner(slug: str) -> Profile | Moved | None:
    """The page of a public partner, or where it went, or None."""
    kept = merged_into(slug)
    if kept:
        seen = published(select(Organisation.slug)).where(Organisation.slug == kept)
        return Moved(kept) if db.session.scalar(seen) else None
    found = db.session.scalar(published(select(Organisation)).where(Organisation.slug == slug))
    return _profile(found) if found else None


def list_partners(wanted: PartnerFilter, number: int = 1, size: int = PAGE_SIZE) -> Page[PartnerRow]:
    """A page of public partners."""
    o, summed = Organisation, are_kept()
    commitments, rupiah = _SUMMED if summed else (_count(), _value())
    statement = published(select(o.slug, o.name, o.kind, o.status, o.is_example, o.updated_at))
    statement = statement.where(Organisation.merged_into_id.is_(None), *conditions(wanted, summed))
    total = db.session.scalar(statement.with_only_columns(func.count(), maintain_column_froms=True)) or 0
    read = statement.outerjoin(Tally, live_queries.led(o)) if summed else statement
    counted: Select[*tuple[Any, ...]] = read.add_columns(
        commitments.label("commitments"), rupiah.label("rupiah")
    )
    first: dict[PartnerSort, list[ColumnElement[Any]]] = {
        PartnerSort.COMMITMENTS: [commitments.desc()],
        PartnerSort.VALUE: [rupiah.desc().nulls_last()],
    }
    ordered = counted.order_by(*first.get(wanted.sort, []), func.lower(Organisation.name), Organisation.id)
    rows = db.session.execute(ordered.limit(size).offset((number - 1) * size))
    return Page([PartnerRow(**row._mapping) for row in rows], number, total, size)


def find_partners(words: str, limit: int) -> list[tuple[str, str]]:
    """Address word and name of the public partners whose name holds every word, by name."""
    names = published(select(Organisation.slug, Organisation.name))
    fitting = names.where(Organisation.merged_into_id.is_(None), *conditions(PartnerFilter(words=words)))
    ordered = fitting.order_by(func.lower(Organisation.name), Organisation.id).limit(limit)
    return [(row.slug, row.name) for row in db.session.execute(ordered)]


def _profile(organisation: Organisation) -> Profile:
    pledged = _pledged(organisation)
    living = [row for row in pledged if row.status in LIVE]
    values = [row.rupiah for row in living if row.rupiah is not None]
    states = [state_today(row) for row in pledged]
    served = _served(organisation)
    return Profile(
        organisation=organisation,
        focus=_focus(organisation),
        areas=_areas(organisation),
        states={state: states.count(state) for state in CommitmentState if state in states},
        rupiah=sum(values) if values else None,
        unvalued=len(living) - len(values),
        record=record_of(organisation, pledged, states),
        kecamatan=[region for region in served if region is not None],
        whole_kabupaten=None in served,
        commitments=list_commitments(
            Selection(organisation=_chosen(organisation)), size=SHOWN, counted=False
        ),
        supported=supported_by(organisation, SHOWN),
    )


def _chosen(organisation: Organisation) -> Chosen:
    return Chosen(organisation.id, organisation.slug, organisation.name)


def conditions(wanted: PartnerFilter, summed: bool = False) -> list[ColumnElement[bool]]:
    """A strategy or place fits when the partner names it or leads a live commitment under or in it."""
    conditions: list[ColumnElement[bool]] = []
    o = Organisation
    if wanted.kind is not None:
        conditions.append(o.kind == wanted.kind)
    if wanted.strategy is not None:
        named = select(FocusStrategy.organisation_id).filter_by(strategy_number=wanted.strategy)
        fresh = o.id.in_(_leads().where(Commitment.strategy_number == wanted.strategy))
        led = live_queries.leads_under(o, wanted.strategy) if summed else fresh
        conditions.append(or_(o.id.in_(named), led))
    if wanted.region is not None:
        area = select(WorkArea.organisation_id).where(WorkArea.region_code == wanted.region.key[:8])
        code = wanted.region.key
        conditions.append(or_(o.id.in_(area), live_queries.leads_in(o, code) if summed else _leads_in(code)))
    conditions += [o.name.icontains(word, autoescape=True) for word in wanted.words.split()[:8]]
    return conditions


def _leads_in(code: str) -> ColumnElement[bool]:
    here = _leads().join(Allocation, Allocation.commitment_id == Commitment.id)
    below = Allocation.region_code.startswith(f"{code}.", autoescape=True)
    return Organisation.id.in_(here.where(or_(Allocation.region_code == code, below)))


def _leads() -> Select[*tuple[Any, ...]]:
    """The leads of live commitments."""
    return published(select(Commitment.organisation_id)).where(LIVING)


def _count() -> ScalarSelect[int]:
    led = published(select(func.count(Commitment.id))).where(LIVING)
    return led.where(Commitment.organisation_id == Organisation.id).correlate(Organisation).scalar_subquery()


def _value() -> ScalarSelect[Any]:
    worth = select(func.sum(Allocation.rupiah, type_=Allocation.rupiah.type)).join(Commitment)
    mine = published(worth).where(Commitment.organisation_id == Organisation.id, LIVING)
    return mine.correlate(Organisation).scalar_subquery()


def _pledged(organisation: Organisation) -> Sequence[Any]:
    """Each public commitment of the partner with what its state follows from, and its value."""
    c = Commitment
    facts = (c.id, c.status, c.starts_on, c.ends_on, c.report_due_on, c.heard_on)
    worth = func.sum(Allocation.rupiah, type_=Allocation.rupiah.type).label("rupiah")
    statement: Select[*tuple[Any, ...]] = (
        select(*facts, worth, *DELIVERED)
        .outerjoin(Allocation, Allocation.commitment_id == Commitment.id)
        .where(Commitment.organisation_id == organisation.id)
        .group_by(*facts)
    )
    return db.session.execute(published(statement)).all()


def _focus(organisation: Organisation) -> Sequence[Strategy]:
    statement = select(Strategy).join(FocusStrategy, FocusStrategy.strategy_number == Strategy.number)
    mine = statement.where(FocusStrategy.organisation_id == organisation.id)
    return db.session.scalars(mine.order_by(Strategy.number)).all()


def _areas(organisation: Organisation) -> Sequence[Region]:
    statement = select(Region).join(WorkArea, WorkArea.region_code == Region.code)
    mine = statement.where(WorkArea.organisation_id == organisation.id)
    return db.session.scalars(mine.order_by(Region.level, Region.name, Region.code)).all()


def _served(organisation: Organisation) -> list[Region | None]:
    """The kecamatan of its live commitments by name; None among them means the whole kabupaten."""
    lines: Select[*tuple[Any, ...]] = (
        select(Region.kecamatan_code)
        .distinct()
        .select_from(Allocation)
        .join(Commitment, Commitment.id == Allocation.commitment_id)
        .join(Region, Region.code == Allocation.region_code)
        .where(Commitment.organisation_id == organisation.id, LIVING)
    )
    codes = set(db.session.scalars(published(lines)))
    named = select(Region).where(Region.code.in_(sorted(code for code in codes if code)))
    regions = db.session.scalars(named.order_by(Region.name, Region.code)).all()
    return [*regions, *([None] if None in codes else [])]
