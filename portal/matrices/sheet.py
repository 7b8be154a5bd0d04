"""Dresses a matrix for its page: finished texts and addresses, as components/matrix.html takes them."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from flask import url_for

from portal.core.wording import _
from portal.matrices.figures import Figures, empty_words
from portal.matrices.grid import Cell, Column, Line, Row
from portal.matrices.matrix import Matrix
from portal.matrices.rules import AMOUNTS, PLACES, Columns, Measure, Rows

PAGES: Mapping[Rows, tuple[str, str]] = {
    Rows.KECAMATAN: ("public.region", "code"),
    Rows.VILLAGE: ("public.region", "code"),
    Rows.POCKET: ("public.pocket", "slug"),
    Rows.ORGANISATION: ("public.organisation", "slug"),
}


MOST_OVERLAPS = 20
LONG_NAMES = (Rows.ORGANISATION, Rows.POCKET)  # on phones each of these rows is a card


class Sheet:
    """One matrix in words: the table, its legend and its footers."""

    def __init__(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self.question = matrix.question
        self.figures = Figures.of(matrix.grid, matrix.question.measure)
        self._list = url_for("public.commitments")

    def table(self) -> dict[str, Any]:
        """The grid as the component takes it."""
        lines = self.matrix.page.rows
        apart = [line for line in self.matrix.grid.lines if line.row.apart and not line.row.group]
        return {
            "caption": self.caption(),
            "corner": self.question.rows.label,
            "count_label": _("Kantong kemiskinan") if self._counts_pockets() else None,
            "columns": [self._column(column) for column in self.matrix.grid.columns],
            "groups": self._groups(lines),
            "district_row": self._row(apart[0]) if apart else None,
            "total_label": _("Jumlah"),
            "footers": self._footers(),
            "wide": self.question.measure in AMOUNTS,
            "cards": self.question.rows in LONG_NAMES or self.question.measure in AMOUNTS,
        }

    def caption(self) -> str:
        """What the table shows, in one line."""
        return _(
            "%(measure)s per %(rows)s dan %(columns)s",
            measure=self.question.measure.label,
            rows=str(self.question.rows.label).lower(),
            columns=str(self.question.columns.label).lower(),
        )

    def legend(self) -> list[tuple[str, str]]:
        """The steps of the colours; what is off the scale comes first."""
        limits, bounds = self.matrix.limits, self.matrix.grid.bounds
        marks = (
            [("gap", _("Belum ada mitra")), ("priority", _("Belum ada, prioritas"))] if limits.gaps else []
        )
        if limits.gaps and self.question.rows is Rows.POCKET:
            marks = [("priority", _("Belum ada mitra"))]
        if self.question.measure in AMOUNTS:
            steps = [(f"level-{n}", f"≤ {self.figures.bound(b)}") for n, b in enumerate(bounds, 1)]
            last = f"> {self.figures.bound(bounds[-1])}" if bounds else _("ada angka")
            steps.append((f"level-{len(bounds) + 1}", f"{last} ({self.figures.unit})"))
        else:
            steps = list(
                zip((f"level-{n}" for n in range(1, 6)), ("1", "2", "3–4", "5–6", "7+"), strict=True)
            )
        if limits.overlap_leads is not None:
            steps.append(
                ("overlap", _("%(num)d mitra atau lebih: cek tumpang tindih", num=limits.overlap_leads))
            )
        return marks + steps

    def overlaps(self) -> list[tuple[str, str]]:
        """The fullest cells to check for overlap, each with its list."""
        text = _("%(place)s, %(strategy)s: %(num)d mitra")
        return [
            (
                text % {"place": self._full_name(c.row), "strategy": c.column.name, "num": c.count.leads},
                self.address(c.row.arguments, c.column.arguments) or "",
            )
            for c in self.matrix.grid.overlaps[:MOST_OVERLAPS]
        ]

    def priority_note(self) -> str:
        """When a gap comes first."""
        if self.question.rows is Rows.KECAMATAN:
            return _(
                "Prioritas: sel kosong di kecamatan dengan %(num)d kantong kemiskinan aktif atau lebih.",
                num=self.matrix.limits.priority_pockets,
            )
        if self.question.rows is Rows.VILLAGE:
            return _("Prioritas: sel kosong di desa dengan kantong kemiskinan aktif.")
        return _("Kantong aktif yang belum ada mitranya selalu prioritas.")

    def measure_note(self) -> str:
        """How the figures are to be read."""
        notes = {
            Measure.COMMITMENTS: "",
            Measure.LEADS: _("Mitra yang dihitung adalah mitra utama komitmen."),
            Measure.RUPIAH: _(
                "Angka dalam %(unit)s. Tanda + berarti ada rincian tanpa nilai rupiah; "
                "(2) berarti dua komitmen, semuanya tanpa nilai rupiah.",
                unit=self.figures.unit,
            ),
            Measure.PEOPLE: _(
                "Jumlah 1–4 jiwa di desa ditulis <5; ≥ berarti paling sedikit. "
                "Tanda + berarti ada rincian tanpa jumlah jiwa; "
                "(2) berarti dua komitmen, semuanya tanpa jumlah jiwa."
            ),
        }
        return notes[self.question.measure]

    def address(self, *parts: Mapping[str, str] | None) -> str | None:
        """The list behind a cell: the same filters, narrowed to its row and column."""
        if any(part is None for part in parts):
            return None
        arguments = self.question.selection.arguments()
        for part in parts:
            arguments |= part or {}
        return f"{self._list}?{urlencode(arguments)}"

    def _full_name(self, row: Row) -> str:
        inside = self.question.rows in (Rows.VILLAGE, Rows.POCKET)
        return f"{row.name}, {row.group}" if inside else row.name

    def _counts_pockets(self) -> bool:
        return self.question.rows in (Rows.KECAMATAN, Rows.VILLAGE)

    def _groups(self, lines: Sequence[Line]) -> list[dict[str, Any]]:
        own = [line for line in lines if line.row.group or not line.row.apart]
        return [
            {"name": name, "rows": [self._row(line) for line in members]}
            for name, members in groupby(own, key=lambda line: line.row.group)
        ]

    def _column(self, column: Column) -> dict[str, Any]:
        strategy = self.question.columns is Columns.STRATEGY
        return {
            "number": column.number or "",
            "name": column.name,
            "short": column.name,
            "url": url_for("public.strategy", number=column.number) if strategy else None,
        }

    def _row(self, line: Line) -> dict[str, Any]:
        row = line.row
        return {
            "name": row.name,
            "url": self._page_of(row),
            "count": row.pockets if self._counts_pockets() else None,
            "count_unit": _("kantong"),
            "cells": [self._cell(cell) for cell in line.cells],
            "total": self.figures.text(line.total),
        }

    def _page_of(self, row: Row) -> str | None:
        if not row.slug or self.question.rows not in PAGES:
            return self.address(row.arguments)
        endpoint, part = PAGES[self.question.rows]
        named: dict[str, Any] = {part: row.slug}
        return url_for(endpoint, **named)

    def _cell(self, cell: Cell) -> dict[str, Any]:
        some = bool(cell.count.commitments)
        words = self.figures.words(cell.count) if some else empty_words(cell, self.question.rows)
        if cell.overlap:
            words = _("%(words)s, cek tumpang tindih", words=words)
        return {
            "text": self.figures.text(cell.count),
            "level": "priority" if cell.priority else "gap" if cell.gap else cell.level,
            "overlap": cell.overlap,
            "url": self.address(cell.row.arguments, cell.column.arguments),
            "hidden_text": words,
        }

    def _footers(self) -> list[dict[str, Any]]:
        grid = self.matrix.grid
        sums = {"name": _("Jumlah"), "cells": [self.figures.text(c) for c in grid.totals]}
        footers = [sums | {"total": self.figures.text(grid.whole)}]
        if self.matrix.limits.gaps and self.question.rows in PLACES:
            empty = ["–" if number is None else str(number) for number in grid.empty]
            footers.append(
                {
                    "name": WITHOUT[self.question.rows](),
                    "cells": empty,
                    "total": str(grid.empty_rows),
                    "gaps": True,
                }
            )
        return footers


WITHOUT = {
    Rows.KECAMATAN: lambda: _("Kecamatan tanpa mitra"),
    Rows.VILLAGE: lambda: _("Desa tanpa mitra"),
    Rows.POCKET: lambda: _("Kantong tanpa mitra"),
}
