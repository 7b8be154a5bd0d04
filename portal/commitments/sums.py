"""The lines of commitments added up, one row each, and where that is in a few words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import Label, Row, Select, and_, bindparam, case, func, or_, select

from portal.commitments.models import Allocation
from portal.commitments.moment import Moment, present
from portal.core.database import db
from portal.core.wording import _
from portal.places.models import Pocket, Region
from portal.places.names import place_name
from portal.places.rules import Level

BATCH = 500  # ids in one query: SQLite and PostgreSQL both bound the number of parameters


@dataclass(frozen=True)
class Named:
    """A pocket, or a region of a level in a kecamatan, to be called by its name."""

    name: str
    level: Level = Level.DESA
    kecamatan: "Named | None" = None


@dataclass(frozen=True)
class Sums:
    """The lines of one commitment together. A sum is None when no line has the value."""

    places: int = 0
    valued_places: int = 0
    rupiah: int | None = None
    quantity: Decimal | None = None
    households: int | None = None
    people: int | None = None
    realised_rupiah: int | None = None  # this and the next three: over the lines that have both
    compared_rupiah: int | None = None
    realised_quantity: Decimal | None = None
    compared_quantity: Decimal | None = None
    kecamatan: int = 0
    region: Named = Named("")
    pocket: Named | None = None
    whole_kabupaten: bool = False
    has_figures: bool = False  # a verified report told something of a line

    @property
    def kecamatan_name(self) -> str:
        return self.region.kecamatan.name if self.region.kecamatan else ""


NOTHING = Sums()
KABUPATEN, KECAMATAN = Level.KABUPATEN, Level.KECAMATAN
ABOVE = Region.__table__.alias("kecamatan")
TOLD = ("realised_rupiah", "realised_quantity", "reached_households", "reached_people", "physical_percent")


def sums_of(ids: Sequence[int], moment: Moment | None = None) -> dict[int, Sums]:
    """The sums of the lines of these commitments, by commitment id."""
    statement = _grouped(moment) if moment else _of_today()
    return {
        row.commitment_id: _sums(row)
        for start in range(0, len(ids), BATCH)
        for row in db.session.execute(statement, {"ids": ids[start : start + BATCH]})
    }


@cache
def _of_today() -> Select[*tuple[Any, ...]]:
    """The lines that stand are asked for on every list: the question is put into words once."""
    return _grouped(present())


def _grouped(moment: Moment) -> Select[*tuple[Any, ...]]:
    """Grouped lines; names are those of the only place where there is one. No withdrawn pocket is named."""
    line = moment.line
    return (
        select(
            line.commitment_id,
            func.count().label("places"),
            func.count(line.rupiah).label("valued_places"),
            *_summed(line),
            *_compared(line),
            func.count(Region.kecamatan_code.distinct()).label("kecamatan"),
            func.min(ABOVE.c.name).label("kecamatan_name"),
            func.min(Region.name).label("region_name"),
            func.min(Region.level, type_=Region.level.type).label("level"),
            func.min(Pocket.name).label("pocket_name"),
            *_marks(line),
        )
        .select_from(moment.lines)
        .join(Region, Region.code == line.region_code)
        .outerjoin(ABOVE, ABOVE.c.code == Region.kecamatan_code)
        .outerjoin(Pocket, and_(Pocket.id == line.pocket_id, Pocket.published_when(), moment.there))
        .where(line.commitment_id.in_(bindparam("ids", expanding=True)))
        .group_by(line.commitment_id)
    )


def _summed(line: Any) -> Iterator[Label[Any]]:
    for name in ("rupiah", "quantity", "households", "people"):
        yield func.sum(getattr(line, name), type_=getattr(Allocation, name).type).label(name)


def _marks(line: Any) -> Iterator[Label[Any]]:
    """Whether any line is of the whole kabupaten; whether a verified report told something of any."""
    reported = or_(*(getattr(line, name).is_not(None) for name in TOLD))
    for name, holds in (("whole_kabupaten", Region.level == KABUPATEN), ("has_figures", reported)):
        yield func.max(case((holds, 1), else_=0)).label(name)


def _compared(line: Any) -> Iterator[Label[Any]]:
    """Realised and promised over the lines that have both: a share mixes nothing."""
    for name in ("rupiah", "quantity"):
        promised, realised = getattr(line, name), getattr(line, f"realised_{name}")
        both = and_(promised.is_not(None), realised.is_not(None))
        yield func.sum(case((both, realised)), type_=promised.type).label(f"realised_{name}")
        yield func.sum(case((both, promised)), type_=promised.type).label(f"compared_{name}")


def _sums(found: Row[Any]) -> Sums:
    columns = dict(found._mapping)
    kecamatan = columns.pop("kecamatan_name")
    pocket = columns.pop("pocket_name")
    above = Named(kecamatan, KECAMATAN) if kecamatan else None
    region = Named(columns.pop("region_name"), columns.pop("level"), above)
    for yes in ("whole_kabupaten", "has_figures"):
        columns[yes] = bool(columns[yes])
    del columns["commitment_id"]
    return Sums(**columns, region=region, pocket=Named(pocket) if pocket else None)


def place_text(sums: Sums) -> str:
    """Where, in a few words: the place, the kecamatan, "3 kecamatan", or the whole kabupaten."""
    if sums.whole_kabupaten:
        return _("Seluruh kabupaten")
    if sums.places == 0:
        return _("Tempat belum dipilih")
    if sums.kecamatan > 1:
        return _("%(number)d kecamatan", number=sums.kecamatan)
    if sums.places > 1:
        return _("%(number)d tempat di Kec. %(kecamatan)s", number=sums.places, kecamatan=sums.kecamatan_name)
    return place_name(sums.region, sums.pocket)
