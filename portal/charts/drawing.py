"""Dresses charts for their page: finished texts, places and addresses, for components/chart.html."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from portal.charts import sentences
from portal.charts.rows import ChartRow, quarter_of
from portal.charts.rules import HEAD, PLOT, ROW, Box, Column, Scale, bars_of, columns_of, height_of
from portal.commitments.selection import Selection
from portal.core.values import Quarter
from portal.core.wording import _
from portal.web.formats import NBSP, number, percent, rupiah_short

FEET = 46  # pixels for the names of quarters and years below the columns
MILLION = 10**6


@dataclass(frozen=True)
class Chart:
    """One chart with its table. `kind` names the drawing ("columns" or "bars"); `parts` are its shapes."""

    id: str
    kind: str
    title: str
    conclusion: str
    how: str
    height: int
    ground: int
    parts: Sequence[dict[str, Any]]
    ticks: Sequence[tuple[int, str]]
    legend: Sequence[tuple[str, str]]
    table: dict[str, Any]
    has_amounts: bool
    note: str = ""


def chart_of_quarters(rows: Sequence[ChartRow], missing: Sequence[Quarter]) -> Chart:
    """Columns: what was promised in all at the end of each quarter, and how much of it was delivered."""
    amounts = [row.amounts for row in rows]
    scale = Scale.of(max((max(a.pledged or 0, a.delivered) for a in amounts), default=0))
    columns = columns_of([(r.amounts.pledged or 0, r.amounts.delivered, r.added or 0) for r in rows], scale)
    return Chart(
        id="triwulan",
        kind="columns",
        title=_("Per triwulan"),
        conclusion=sentences.of_quarters(rows),
        how=_(
            "Satu kolom per triwulan, tinggi seluruhnya janji, bagian berisi realisasi. Angkanya di tabel."
        ),
        height=HEAD + PLOT + FEET,
        ground=HEAD + PLOT,
        parts=[_column(column, row, rows) for column, row in zip(columns, rows, strict=True)],
        ticks=[(height_of(tick, scale), rupiah_short(tick) if tick else "0") for tick in scale.ticks],
        legend=_legend_of_quarters(),
        table=_table_of_quarters(rows),
        note=sentences.how_quarters_are_known(rows, missing),
        has_amounts=any(each.pledged for each in amounts),
    )


def _legend_of_quarters() -> list[tuple[str, str]]:
    return [
        ("promised", _("Dijanjikan")),
        ("realised", _("Terealisasi sebelumnya")),
        ("added", _("Terealisasi, tambahan triwulan itu")),
        ("running", _("Triwulan yang sedang berjalan")),
    ]


def _column(column: Column, row: ChartRow, rows: Sequence[ChartRow]) -> dict[str, Any]:
    """A column with its share above and the quarter's number below; the first of each year says the year."""
    here = quarter_of(row)
    alone = len(rows) > 1 and quarter_of(rows[1]).number == 1  # its year would touch the next one
    first = here.number == 1 or (row is rows[0] and not alone)
    return {
        "column": column,
        "share": percent(row.amounts.share),
        "now": row is rows[-1],
        "name": here.roman,
        "year": str(here.year) if first else "",
    }


def _table_of_quarters(rows: Sequence[ChartRow]) -> dict[str, Any]:
    return {
        "caption": _("Janji dan realisasi pada akhir triwulan, dalam juta rupiah"),
        "head": [_("Triwulan"), _("Dijanjikan"), _("Terealisasi"), "%", _("Tambahan"), _("Tanpa nilai")],
        "rows": [
            {"name": _name_of_quarter(row, row is rows[-1]), "url": None, "cells": _quarter(row)}
            for row in rows
        ],
        "foot": None,
    }


def _name_of_quarter(row: ChartRow, running: bool) -> str:
    here = quarter_of(row)
    name = f"{here.roman}{NBSP}{here.year}"
    return _("%(quarter)s (berjalan)", quarter=name) if running else name


def _quarter(row: ChartRow) -> list[str]:
    said = _cells(row)
    added = "–" if row.added is None else millions(row.added)
    return [*said[1:4], added, said[4]]


def chart_of_parts(
    name: str, title: str, head: str, rows: Sequence[ChartRow], whole: ChartRow, selection: Selection
) -> Chart:
    """Bars, one under the other: what each kind or strategy promised, and how much of it is delivered."""
    largest = max((max(r.amounts.pledged or 0, r.amounts.delivered) for r in rows), default=0)
    bars = bars_of([(r.amounts.pledged or 0, r.amounts.delivered) for r in rows], Scale((0, largest or 1)))
    return Chart(
        id=name,
        kind="bars",
        title=title,
        conclusion=sentences.of_parts(rows, whole.amounts),
        how=_("Satu batang per baris, panjang seluruhnya janji, bagian berisi realisasi. Angkanya di tabel."),
        height=ROW * len(rows),
        ground=0,
        parts=[_bar(boxes, row) for boxes, row in zip(bars, rows, strict=True)],
        ticks=[],
        legend=[("promised", _("Dijanjikan")), ("realised", _("Terealisasi"))],
        table=_table_of_parts(title, head, rows, whole, selection),
        has_amounts=largest > 0,
    )


def _bar(boxes: tuple[Box, Box], row: ChartRow) -> dict[str, Any]:
    """A bar with its name and share above and the amounts below."""
    promised, realised = boxes
    return {
        "promised": promised,
        "realised": realised,
        "name": row.name,
        "share": percent(row.amounts.share),
        "words": sentences.delivered_of(row.amounts),
    }


def _table_of_parts(
    title: str, head: str, rows: Sequence[ChartRow], whole: ChartRow, selection: Selection
) -> dict[str, Any]:
    given = selection.arguments()
    named = [(row, given | dict(row.arguments)) for row in rows]
    return {
        "caption": _("%(title)s, dalam juta rupiah", title=title),
        "head": [head, _("Komitmen"), _("Dijanjikan"), _("Terealisasi"), "%", _("Tanpa nilai")],
        "rows": [
            {"name": row.name, "url": _list(arguments), "cells": _cells(row)} for row, arguments in named
        ],
        "foot": {"name": whole.name, "url": _list(given), "cells": _cells(whole)} if len(rows) > 1 else None,
    }


def _list(arguments: dict[str, str]) -> str:
    named: dict[str, Any] = arguments
    return url_for("public.commitments", **named)


def _cells(row: ChartRow) -> list[str]:
    amounts = row.amounts
    return [
        number(amounts.commitments),
        millions(amounts.pledged),
        millions(amounts.delivered if amounts.pledged is not None else None),
        "–" if amounts.share is None else number(amounts.share),
        number(amounts.unvalued),
    ]


def millions(amount: int | None) -> str:
    """Whole millions of rupiah; "<1" for less than one."""
    if amount is None:
        return "–"
    if 0 < abs(amount) < MILLION:
        return "<1"
    whole = (abs(amount) + MILLION // 2) // MILLION
    return ("−" if amount < 0 else "") + number(whole)
