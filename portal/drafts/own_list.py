"""The list of an organisation's own commitments: what the address asks for, its panel, rows and columns."""

from dataclasses import dataclass, replace
from typing import Any

from flask import url_for

from portal.commitments import queries
from portal.commitments.eyes import Eyes, eyes_of
from portal.commitments.rows import CommitmentRow
from portal.commitments.rules import CommitmentState, Sort
from portal.commitments.selection import Selection
from portal.core.clock import today
from portal.core.keyset import Spot, Stretch
from portal.core.wording import _
from portal.strategies.choices import short_names
from portal.web import filters
from portal.web.filters import Panel, Select, options_of

FIRST_YEAR = 2024
COLUMNS = (
    "reference", "title", "organisation", "strategy", "state", "place", "places", "valued_places",
    "rupiah", "value_source", "quantity", "unit", "households", "people", "support_form", "funding_source",
    "starts_on", "ends_on", "updated_at",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What an address asks for."""

    selection: Selection
    eyes: Eyes
    sort: Sort
    spot: Spot


def asked_list(actor: Any) -> Asked:
    """The filters of this request for the actor's own organisations. Raises UnknownFilter."""
    selection = Selection(
        year=filters.year(), strategy=filters.number("strategi", 1, 7), words=filters.text("q")
    )
    return Asked(
        selection=selection,
        eyes=eyes_of(actor.organisation_ids, filters.word("status", CommitmentState)),
        sort=filters.word("urut", Sort) or Sort.NEWEST,
        spot=filters.spot(),
    )


def page_of(asked: Asked) -> Stretch[CommitmentRow]:
    """One page, each row leading to its own page in the room."""
    found = queries.list_commitments(asked.selection, asked.spot, eyes=asked.eyes, sort=asked.sort)
    return replace(found, rows=[_led(row) for row in found.rows])


def all_rows(asked: Asked) -> list[tuple[Any, ...]]:
    """The cells of COLUMNS for every row."""
    return [_cells(row) for row in queries.all_commitments(asked.selection, eyes=asked.eyes, sort=asked.sort)]


def panel() -> Panel:
    """The questions above the list."""
    years = range(today().year + 1, FIRST_YEAR - 1, -1)
    return Panel(
        [
            Select("status", _("Status"), [("", _("Semua status")), *options_of(CommitmentState)]),
            Select("strategi", _("Strategi"), [("", _("Semua strategi")), *short_names()]),
            Select("tahun", _("Tahun mulai"), [("", _("Semua tahun")), *((str(y), str(y)) for y in years)]),
            Select("urut", _("Urutkan"), [("", Sort.NEWEST.label), *options_of(Sort)[1:]], is_filter=False),
        ],
        search_label=_("Cari judul atau nomor"),
    )


def _led(row: CommitmentRow) -> CommitmentRow:
    return row.at(url_for("commitments.show", reference=row.reference))


def _cells(row: CommitmentRow) -> tuple[Any, ...]:
    sums = row.sums
    return (
        row.reference, row.title, row.organisation_name, row.strategy_number, row.state, row.place_text,
        sums.places, sums.valued_places, sums.rupiah, row.value_source, sums.quantity, row.unit,
        sums.households, sums.people, row.support_form, row.funding_source, row.starts_on, row.ends_on,
        row.updated_at,
    )  # fmt: skip
