"""What was promised at first, beside what is promised now: columns of the file of commitments."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, func, select

from portal.amendments.models import Amendment
from portal.commitments.models import Commitment
from portal.commitments.version_models import PledgeLine, PledgeVersion
from portal.core.database import db
from portal.core.publishing import published
from portal.core.wording import _l
from portal.opendata.files import COUNT, DAY, TEXT, WHOLE
from portal.opendata.rules import THOUSANDTHS
from portal.opendata.sums import shown_counts, with_counts
from portal.organisations.models import Organisation
from portal.places.models import Region

FIRST = 1
COLUMNS = (
    ("amendments", WHOLE, _l("Banyaknya perubahan yang disetujui, termasuk pembatalan")),
    ("original_title", TEXT, _l("Judul dalam janji awal")),
    ("original_starts_on", DAY, _l("Tanggal mulai dalam janji awal")),
    ("original_ends_on", DAY, _l("Tanggal selesai dalam janji awal")),
    ("original_rupiah", WHOLE, _l("Jumlah rupiah dalam janji awal")),
    ("original_quantity", "number | <5 | >=n", _l("Jumlah kuantitas dalam janji awal")),
    ("original_households", COUNT, _l("Rumah tangga sasaran dalam janji awal")),
    ("original_people", COUNT, _l("Jiwa sasaran dalam janji awal")),
)
NOTHING = (None,) * (len(COLUMNS) - 1)
Values = Mapping[int, Sequence[Any]]


def first_promises(units: Mapping[int, str]) -> Values:
    """The values of COLUMNS by commitment; `units` are the commitments with the units of their quantities."""
    changes, sums, versions = _changes(list(units)), _sums(list(units)), _versions(list(units))
    return {
        key: (changes.get(key, 0), *versions[key], *_figures(sums.get(key), unit))
        if key in versions
        else (changes.get(key, 0), *NOTHING)
        for key, unit in units.items()
    }


def _figures(found: Sequence[Any] | None, unit: str) -> tuple[Any, ...]:
    if found is None:
        return (None,) * 4
    _key, rupiah, *counts = found
    return (rupiah, *shown_counts(counts, unit))


def _changes(ids: Sequence[int]) -> dict[int, int]:
    statement = (
        select(Amendment.commitment_id, func.count(Amendment.id))
        .join(Commitment, Commitment.id == Amendment.commitment_id)
        .join(Organisation, Organisation.id == Commitment.organisation_id)
        .where(Amendment.commitment_id.in_(ids))
    )
    return {
        row[0]: row[1] for row in db.session.execute(published(statement).group_by(Amendment.commitment_id))
    }


def _versions(ids: Sequence[int]) -> Values:
    v = PledgeVersion
    statement = select(v.commitment_id, v.title, v.starts_on, v.ends_on)
    found = db.session.execute(statement.where(v.commitment_id.in_(ids), v.number == FIRST))
    return {row[0]: row[1:] for row in found}


def _sums(ids: Sequence[int]) -> Values:
    line = PledgeLine
    rupiah = func.sum(line.rupiah, type_=line.rupiah.type)
    statement: Select[*tuple[Any, ...]] = select(PledgeVersion.commitment_id, rupiah)
    counted = ((line.quantity, THOUSANDTHS), (line.households, 1), (line.people, 1))
    joined = (
        with_counts(statement, counted)
        .join(line, line.version_id == PledgeVersion.id)
        .join(Region, Region.code == line.region_code)
        .where(PledgeVersion.commitment_id.in_(ids), PledgeVersion.number == FIRST)
    )
    return {row[0]: row for row in db.session.execute(joined.group_by(PledgeVersion.commitment_id))}
