"""Dresses a matrix for its page: finished texts and addresses, as components/matrix.html takes them."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from flask import url_for

from portal.core.wording import _, ngettext
from portal.matrices.conclusion import Conclusion, conclusion
from portal.matrices.figures import Figures
from portal.matrices.grid import Column, Line, Row
from portal.matrices.matrix import Matrix
from portal.matrices.notes import MEASURE_NOTES, PRIORITY_NOTES, legend_of, marks_note, past_note
from portal.matrices.rules import AMOUNTS, PLACES, SHARES, Columns, Rows
from portal.matrices.squares import ShownRow, Square, Squares
from portal.web.formats import day, percent

PAGES: Mapping[Rows, tuple[str, str]] = {
    Rows.KECAMATAN: ("public.region", "code"),
    Rows.VILLAGE: ("public.region", "code"),
    Rows.POCKET: ("public.pocket", "slug"),
    Rows.ORGANISATION: ("public.organisation", "slug"),
}


MOST_LISTED = 20
NOT_OF_CHANGES = ("status", "angka")  # a list of changes tells also of what was called off
LONG_NAMES = (Rows.ORGANISATION, Rows.POCKET)  # on phones each of these rows is a card


class Sheet:
    """One matrix in words: the table, its legend and its footers."""

    def __init__(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self.question = matrix.question
        self.figures = Figures.of(matrix.grid, matrix.question.measure)
        self.squares = Squares(self.question, self.figures, matrix.grid.columns)

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
            "wide": self.question.measure in AMOUNTS | SHARES,
            "cards": self.question.rows in LONG_NAMES or self.question.measure in AMOUNTS | SHARES,
        }

    def caption(self) -> str:
        """What the table shows, in one line."""
        caption = _(
            "%(measure)s per %(rows)s dan %(columns)s",
            measure=self.question.measure.label,
            rows=str(self.question.rows.label).lower(),
            columns=str(self.question.columns.label).lower(),
        )
        first = self.question.selection.first_promise
        caption = _("%(caption)s, menurut janji awal", caption=caption) if first else caption
        past = self.question.as_of
        return _("%(caption)s, keadaan per %(day)s", caption=caption, day=day(past)) if past else caption

    def told(self) -> Conclusion:
        """The sentences above the table."""
        return conclusion(self.matrix)

    def changes_address(self) -> str:
        """What changed lately, of the same commitments whatever became of them."""
        given: dict[str, Any] = self.question.filters()
        return url_for("history.changes", **{k: v for k, v in given.items() if k not in NOT_OF_CHANGES})

    def legend(self) -> list[tuple[str, str]]:
        """The steps of the colours; what is off the scale comes first."""
        return legend_of(self.matrix, self.figures)

    def overlaps(self) -> list[tuple[str, str]]:
        """The fullest cells to check for overlap, each with its list."""
        text = _("%(place)s, %(strategy)s: %(num)d mitra")
        return [
            (
                text % {"place": self._full_name(c.row), "strategy": c.column.name, "num": c.count.leads},
                self.squares.address(c.row.arguments, c.column.arguments) or "",
            )
            for c in self.matrix.grid.overlaps[:MOST_LISTED]
        ]

    def stale(self) -> list[tuple[str, str]]:
        """The cells of which nothing is heard, each with its list."""
        return [
            (
                _(
                    "%(place)s, %(strategy)s: %(when)s",
                    place=self._full_name(cell.row),
                    strategy=cell.column.name,
                    when=_when(cell.count.reported_on),
                ),
                self.squares.address(cell.row.arguments, cell.column.arguments) or "",
            )
            for cell in self.matrix.grid.stale[:MOST_LISTED]
        ]

    def waiting_filters(self) -> dict[str, str]:
        """What the lists of waiting pockets and of overlaps take of these filters."""
        return self.squares.needs_filters()

    def priority_note(self) -> str:
        """When a gap comes first."""
        return PRIORITY_NOTES[self.question.rows](self.matrix.limits)

    def marks_note(self) -> str:
        """The five words for a cell."""
        return marks_note(self.matrix)

    def signs_note(self) -> str:
        """What is marked, or what the signs before the figures mean."""
        return self.priority_note() if self.matrix.limits.gaps else ""

    def measure_note(self) -> str:
        """How the figures are to be read."""
        note = MEASURE_NOTES.get(self.question.measure)
        return note(self.figures) if note else ""

    def past_note(self) -> str:
        """What is of the past day, and what is taken as it is today."""
        return past_note() if self.question.as_of else ""

    def thin(self) -> list[tuple[str, str]]:
        """The cells whose needs are hardly pledged for, each with these needs."""
        text = _("%(place)s, %(strategy)s: %(share)s kebutuhan dijanjikan")
        return [
            (
                text
                % {
                    "place": self._full_name(cell.row),
                    "strategy": cell.column.name,
                    "share": percent(cell.count.need_share),
                },
                self.squares.needs_address(cell) or "",
            )
            for cell in self.matrix.grid.thin[:MOST_LISTED]
        ]

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

    def _row(self, line: Line) -> ShownRow:
        row = line.row
        pockets = row.pockets if self._counts_pockets() else None
        squares, total = self._squares(line), self._total(line)
        unit = ngettext("kantong", "kantong", pockets or 0)
        return ShownRow(row.name, self._page_of(row), pockets, unit, squares, total)

    def _squares(self, line: Line) -> tuple[Square, ...]:
        return self.squares.of(line)

    def _total(self, line: Line) -> str:
        return self.figures.text(line.total)

    def _page_of(self, row: Row) -> str | None:
        if not row.slug or self.question.rows not in PAGES:
            return self.squares.address(row.arguments)
        endpoint, part = PAGES[self.question.rows]
        named: dict[str, Any] = {part: row.slug}
        return url_for(endpoint, **named)

    def _footers(self) -> list[dict[str, Any]]:
        grid = self.matrix.grid
        sums: dict[str, Any] = {"name": _("Jumlah"), "cells": [self.figures.text(c) for c in grid.totals]}
        footers: list[dict[str, Any]] = [sums | {"total": self.figures.text(grid.whole)}]
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


def _when(reported_on: date | None) -> str:
    if reported_on is None:
        return _("belum pernah ada laporan terverifikasi")
    return _("laporan terverifikasi terakhir %(date)s", date=day(reported_on))
