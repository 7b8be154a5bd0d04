"""Which commitments somebody asks for: one meaning of each filter for lists, matrix and open data."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, not_, or_, select, type_coerce

from portal.commitments.models import Allocation, Commitment
from portal.commitments.rules import LIVE, CommitmentState, CommitmentStatus, FundingSource
from portal.commitments.state_rules import silence_before
from portal.commitments.version_models import PledgeLine, PledgeVersion
from portal.core.database import unindexed
from portal.core.publishing import published
from portal.core.terms import terms
from portal.core.wording import Word, _l
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind
from portal.places.models import Pocket, Region


class StateFilter(Word):
    """`status` in addresses: the public states, and `berlaku` for everything that is not cancelled."""

    LIVE = "live", "berlaku", _l("Berlaku, tidak dibatalkan")
    PLANNED = "planned", "direncanakan", CommitmentState.PLANNED.label
    RUNNING = "running", "berjalan", CommitmentState.RUNNING.label
    LATE = "late", "terlambat", CommitmentState.LATE.label
    SILENT = "silent", "tanpa-kabar", CommitmentState.SILENT.label
    COMPLETED = "completed", "selesai", CommitmentState.COMPLETED.label
    CANCELLED = "cancelled", "dibatalkan", CommitmentState.CANCELLED.label


class Scope(Word):
    """`lingkup` in addresses: what kind of place a line names."""

    KABUPATEN = "kabupaten", "kabupaten", _l("Seluruh kabupaten")
    KECAMATAN = "kecamatan", "kecamatan", _l("Seluruh kecamatan")
    VILLAGE = "village", "desa", _l("Desa atau kelurahan")
    POCKET = "pocket", "kantong", _l("Kantong kemiskinan")
    NO_POCKET = "no_pocket", "luar-kantong", _l("Di luar kantong")


class Basis(Word):
    """`angka` in addresses: which promise is counted, the present one or the first."""

    PRESENT = "present", "kini", _l("Janji sekarang")
    FIRST = "first", "awal", _l("Janji awal")


@dataclass(frozen=True)
class Chosen:
    """One row that a filter names: its key in the database, its word in addresses, its name on screens."""

    key: Any
    slug: str
    name: str

    def __str__(self) -> str:
        return self.slug


NAMES = {
    "year": "tahun",
    "strategy": "strategi",
    "region": "wilayah",
    "scope": "lingkup",
    "pocket": "kantong",
    "kind": "jenis",
    "organisation": "mitra",
    "state": "status",
    "source": "sumber",
    "words": "q",
    "basis": "angka",
}


@dataclass(frozen=True)
class Selection:
    """The filters that all pages and files share; an empty one asks for everything that is public."""

    year: int | None = None
    strategy: int | None = None
    region: Chosen | None = None
    scope: Scope | None = None
    pocket: Chosen | None = None
    kind: OrganisationKind | None = None
    organisation: Chosen | None = None
    state: StateFilter | None = None
    source: FundingSource | None = None
    words: str = ""
    basis: Basis | None = None

    def arguments(self) -> dict[str, str]:
        """The same filters as they stand in an address, in a steady order."""
        given = ((NAMES[field.name], getattr(self, field.name)) for field in fields(self))
        return {name: _in_address(value) for name, value in given if value}

    @property
    def cancelled(self) -> bool:
        return self.state is StateFilter.CANCELLED

    @property
    def names_few(self) -> bool:
        """Whether few lines name the place that is asked for: a pocket or a village."""
        return bool(self.pocket or (self.region and len(self.region.key) > len("12.05.07")))

    @property
    def first_promise(self) -> bool:
        """Whether places and numbers are those of the first promise, before any change."""
        return self.basis is Basis.FIRST

    @property
    def line(self) -> Any:
        """The table whose rows name the places and numbers that are asked for."""
        return PledgeLine if self.first_promise else Allocation


def _in_address(value: Any) -> str:
    return value.slug if isinstance(value, Word | Chosen) else str(value)


def belongs(line: Any, c: Any = Commitment) -> ColumnElement[bool]:
    """The line is one of the commitment; of its versions, which the select must read too, only the first."""
    if line is PledgeLine:
        return and_(PledgeVersion.commitment_id == c.id, PledgeVersion.number == 1)
    own: ColumnElement[bool] = line.commitment_id == c.id
    return own


def commitment_conditions(
    selection: Selection, today: date, c: Any = Commitment, kind: Any = Organisation.kind
) -> list[ColumnElement[bool]]:
    """What the commitment and its lead must be; `c` has its columns, `kind` the lead's (moment.Moment)."""
    possible: list[tuple[object, Any]] = [
        (selection.year, lambda: _starts_in(selection.year or 0, c)),
        (selection.strategy, lambda: c.strategy_number == selection.strategy),
        (selection.kind, lambda: kind == selection.kind),
        (selection.organisation, lambda: c.organisation_id == _key(selection.organisation)),
        (selection.state, lambda: in_state(selection.state or StateFilter.LIVE, today, c)),
        (selection.source, lambda: c.funding_source == selection.source),
        (selection.words, lambda: _has_words(selection.words, c)),
    ]
    return [make() for given, make in possible if given]


def line_conditions(
    selection: Selection, line: Any = Allocation, pockets: Any = None
) -> list[ColumnElement[bool]]:
    """What a line (an allocation, or another row that names a place, and its region) must be."""
    conditions: list[ColumnElement[bool]] = []
    if selection.region is not None and len(selection.region.key) > len("12.05"):
        whole = len(selection.region.key) == len("12.05.07")
        column = Region.kecamatan_code if whole else line.region_code
        conditions.append(column == selection.region.key)
    if selection.pocket is not None:
        conditions.append(line.pocket_id == selection.pocket.key)
    if selection.scope is not None:
        conditions.append(in_scope(selection.scope, line, pockets))
    return conditions


def public_pocket(line: Any = Allocation, pockets: Any = None) -> ColumnElement[bool]:
    """The line names a pocket that everybody may see (`pockets`); a withdrawn one is only its village."""
    public = published(select(Pocket.id)) if pockets is None else pockets
    named: ColumnElement[bool] = line.pocket_id.in_(public)
    return named


def in_scope(scope: Scope, line: Any = Allocation, pockets: Any = None) -> ColumnElement[bool]:
    """What kind of place a line names."""
    in_pocket = public_pocket(line, pockets)
    no_pocket = or_(line.pocket_id.is_(None), not_(in_pocket))
    conditions = {
        Scope.KABUPATEN: Region.kecamatan_code.is_(None),
        Scope.KECAMATAN: Region.kecamatan_code == Region.code,
        Scope.VILLAGE: and_(Region.kecamatan_code != Region.code, no_pocket),
        Scope.POCKET: in_pocket,
        Scope.NO_POCKET: no_pocket,
    }
    return conditions[scope]


def in_state(state: StateFilter, today: date, c: Any = Commitment) -> ColumnElement[bool]:
    """The states of `state_rules.state_of`, told by the database."""
    verified = c.status == CommitmentStatus.VERIFIED
    silence = silence_before(today, terms())
    begun = and_(verified, c.starts_on <= today, c.ends_on.is_not(None))
    heard = and_(begun, or_(c.heard_on.is_(None), c.heard_on >= silence))
    in_time = and_(c.ends_on >= today, or_(c.report_due_on.is_(None), c.report_due_on >= today))
    conditions = {
        StateFilter.LIVE: unindexed(c.status).in_(sorted(LIVE)),
        StateFilter.PLANNED: and_(
            verified, or_(c.starts_on.is_(None), c.ends_on.is_(None), c.starts_on > today)
        ),
        StateFilter.RUNNING: and_(heard, in_time),
        StateFilter.LATE: and_(heard, or_(c.ends_on < today, c.report_due_on < today)),
        StateFilter.SILENT: and_(begun, c.heard_on < silence),
        StateFilter.COMPLETED: c.status == CommitmentStatus.COMPLETED,
        StateFilter.CANCELLED: c.status == CommitmentStatus.CANCELLED,
    }
    return conditions[state]


def state_column(today: date, c: Any = Commitment) -> ColumnElement[str]:
    """The value of CommitmentState as a column."""
    stored = type_coerce(c.status, String)
    return case(
        (c.status != CommitmentStatus.VERIFIED, stored),
        *(
            (in_state(state, today, c), state.value)
            for state in (StateFilter.RUNNING, StateFilter.LATE, StateFilter.SILENT)
        ),
        else_=CommitmentState.PLANNED.value,
    )


def _starts_in(year: int, c: Any) -> ColumnElement[bool]:
    inside: ColumnElement[bool] = c.starts_on.between(date(year, 1, 1), date(year, 12, 31))
    return inside


def _has_words(words: str, c: Any) -> ColumnElement[bool]:
    """Each word stands in the title, the reference or the lead's name, whatever the case."""
    searched = (c.title, c.reference, Organisation.name)
    given = words.split()[:8]
    return and_(*(or_(*(column.icontains(word, autoescape=True) for column in searched)) for word in given))


def _key(chosen: Chosen | None) -> Any:
    return chosen.key if chosen else None
