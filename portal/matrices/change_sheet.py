"""A matrix of what changed since a day: each cell says how much more or less there is now."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import url_for

from portal.core.clock import today
from portal.core.wording import _
from portal.matrices.before import Before, between, is_nothing
from portal.matrices.conclusion import Conclusion
from portal.matrices.counts import Count
from portal.matrices.grid import Cell, Line
from portal.matrices.matrix import Matrix
from portal.matrices.notes import past_note
from portal.matrices.rules import MONEY
from portal.matrices.sheet import NOT_OF_CHANGES, WITHOUT, Sheet
from portal.matrices.squares import Square
from portal.web.formats import day, difference, number, rupiah_short


def sheet_of(matrix: Matrix) -> Sheet:
    """The matrix in words: what stands, or where it is compared with an earlier day, what changed."""
    return ChangeSheet(matrix, matrix.before) if matrix.before else Sheet(matrix)


class ChangeSheet(Sheet):
    """The matrix in words, every figure as the difference to the earlier day."""

    def __init__(self, matrix: Matrix, before: Before) -> None:
        super().__init__(matrix)
        self.before = before
        self.until = self.question.as_of or today()

    def caption(self) -> str:
        """What the table shows, in one line."""
        since, until = day(self.before.since), day(self.until)
        return _(
            "%(caption)s, perubahan %(since)s sampai %(until)s",
            caption=super().caption(),
            since=since,
            until=until,
        )

    def told(self) -> Conclusion:
        """From how much to how much, of everything."""
        since, until = day(self.before.since), day(self.until)
        when = _("Perubahan dari %(since)s sampai %(until)s.", since=since, until=until)
        said = [
            _("%(what)s: dari %(old)s menjadi %(new)s", what=w, old=o, new=n) for w, o, n in self._pairs()
        ]
        text = "; ".join(said)
        return Conclusion("", [text[:1].upper() + text[1:] + "."], when)

    def _pairs(self) -> Iterator[tuple[str, str, str]]:
        """What is compared of everything together, before and now."""
        was, now, measure = self.before.counts.whole, self.matrix.grid.whole, self.question.measure
        yield _("komitmen"), number(was.commitments), number(now.commitments)
        yield _("mitra"), number(was.leads), number(now.leads)
        if measure in MONEY:
            yield str(measure.label).lower(), rupiah_short(was.amount), rupiah_short(now.amount)
        if self.matrix.limits.gaps:
            empty = sum(self.before.empty(self._candidates(), index) for index in self._matter())
            yield _("sel yang belum ada mitra"), number(empty), number(self.matrix.grid.gaps)

    def past_note(self) -> str:
        """The earlier day is always past."""
        return past_note()

    def signs_note(self) -> str:
        """What stands before the figures."""
        return _(
            "Tanda +: lebih banyak daripada tanggal awal; −: lebih sedikit; =: tetap; ±: berubah, tetapi "
            "jumlah kecil orang disamarkan."
        )

    def legend(self) -> list[tuple[str, str]]:
        return [("up", _("Bertambah")), ("down", _("Berkurang")), ("level-0", _("Tetap, atau tidak ada"))]

    def list_address(self, *parts: Mapping[str, str] | None) -> str:
        """The list of changes behind a place."""
        return url_for("history.changes", **self._asked(*parts))

    def _asked(self, *parts: Mapping[str, str] | None) -> dict[str, Any]:
        given: dict[str, Any] = dict(self.matrix.filters())
        for part in parts:
            given |= part or {}
        return {name: value for name, value in given.items() if name not in NOT_OF_CHANGES}

    def _squares(self, line: Line) -> tuple[Square, ...]:
        return tuple(self._square(cell) for cell in line.cells)

    def _square(self, cell: Cell) -> Square:
        was, now = self.before.cell(cell), cell.count
        text, way = self.difference(was, now)
        known = cell.row.arguments is not None and cell.column.arguments is not None
        level: int | str = {1: "up", -1: "down"}.get(way, 0)
        words = _("dari %(old)s menjadi %(new)s %(unit)s", **self._sides(was, now), unit=self.figures.unit)
        url = self.list_address(cell.row.arguments, cell.column.arguments) if known else None
        return Square(text, level, f"level-{level}", False, False, False, False, url, words)

    def _sides(self, was: Count, now: Count) -> dict[str, str]:
        return {"old": self.figures.text(was), "new": self.figures.text(now)}

    def difference(self, was: Count, now: Count) -> tuple[str, int]:
        """What came between, and whether it is more (1), less (-1) or the same."""
        measure = self.figures.measure
        more = between(was, now, measure)
        if more is None:
            return "±", 0
        if not more:
            return ("–" if is_nothing(was, now) else "="), 0
        way = 1 if more > 0 else -1
        if measure in MONEY:
            return ("+" if way > 0 else "−") + self.figures.rupiah(abs(more)), way
        return difference(more), way

    def _total(self, line: Line) -> str:
        return self.difference(self.before.row(line), line.total)[0]

    def _footers(self) -> list[dict[str, Any]]:
        grid, before = self.matrix.grid, self.before
        pairs = zip(before.columns(grid), grid.totals, strict=True)
        cells = [self.difference(was, now)[0] for was, now in pairs]
        total = self.difference(before.counts.whole, grid.whole)[0]
        footers: list[dict[str, Any]] = [{"name": _("Jumlah"), "cells": cells, "total": total}]
        if self.matrix.limits.gaps and self.question.rows in WITHOUT:
            empty = [self._fewer(index, now) for index, now in enumerate(grid.empty)]
            name = WITHOUT[self.question.rows]()
            footers.append({"name": name, "cells": empty, "total": "", "gaps": True})
        return footers

    def _candidates(self) -> list[Line]:
        """The places that may have a gap, as they are today."""
        return [line for line in self.matrix.grid.lines if line.row.counts_gaps and not line.row.apart]

    def _matter(self) -> list[int]:
        return [index for index, now in enumerate(self.matrix.grid.empty) if now is not None]

    def _fewer(self, index: int, now: int | None) -> str:
        """How many places more or fewer have nobody."""
        if now is None:
            return "–"
        was = self.before.empty(self._candidates(), index)
        return difference(now - was) if now != was else "="
