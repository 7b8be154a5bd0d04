"""How many public needs the catalogue would have under each answer of its filters: one grouped question."""

from dataclasses import replace

from sqlalchemy import String, case, cast, func

from portal.catalogue.queries import narrowed
from portal.commitments.need_balances import taken
from portal.core.answers import Counts, counts_by_answer
from portal.core.database import db
from portal.needs.models import Need
from portal.needs.queries import NeedFilter
from portal.needs.rules import NeedPriority, NeedState, NeedStatus
from portal.places.models import Region

NAMES = ("strategi", "wilayah", "status", "prioritas", "tahun")
KECAMATAN = len("12.05.07")


def counts_of(asked: NeedFilter, state: NeedState | None) -> Counts:
    """By filter and word in the address; a place that is no kecamatan narrows all and is counted by none."""
    by_kecamatan = len(asked.region_code) in (0, KECAMATAN)
    fixed = "" if by_kecamatan else asked.region_code
    sums = taken()
    statement = narrowed(
        replace(asked, strategy=None, priority=None, year=None, region_code=fixed), None, sums, public=True
    )
    pledged, delivered = func.coalesce(sums.c.pledged, 0), func.coalesce(sums.c.delivered, 0)
    now = case(
        (Need.status != NeedStatus.OPEN, cast(Need.status, String)),
        (delivered >= Need.quantity, NeedState.MET.value),
        (pledged >= Need.quantity, NeedState.PLEDGED.value),
        else_=NeedState.OPEN.value,
    )
    keys = (Need.strategy_number, Region.kecamatan_code, now, cast(Need.priority, String), Need.year)
    grouped = statement.with_only_columns(*keys, func.count(), maintain_column_froms=True).group_by(*keys)
    groups = [(_words(row), row[-1]) for row in db.session.execute(grouped)]
    counts = counts_by_answer(NAMES, groups, _asked(asked, state, by_kecamatan))
    return counts if by_kecamatan else {name: found for name, found in counts.items() if name != "wilayah"}


def _words(row: tuple[int, str | None, str, str, int, int]) -> tuple[str, ...]:
    """One group by the words of addresses."""
    strategy, kecamatan, now, priority, year, _number = row
    return str(strategy), kecamatan or "", NeedState.of(now).slug, NeedPriority.of(priority).slug, str(year)


def _asked(asked: NeedFilter, state: NeedState | None, by_kecamatan: bool) -> dict[str, str]:
    given = {
        "strategi": str(asked.strategy or ""),
        "wilayah": asked.region_code if by_kecamatan else "",
        "status": state.slug if state else "",
        "prioritas": asked.priority.slug if asked.priority else "",
        "tahun": str(asked.year or ""),
    }
    return {name: word for name, word in given.items() if word}
