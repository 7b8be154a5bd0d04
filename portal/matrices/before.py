"""What a matrix counted at the end of an earlier day, and how much came between."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import or_

from portal.commitments.moment import Moment
from portal.core.clock import today
from portal.matrices.counts import NOTHING, Count, Counts
from portal.matrices.grid import Cell, Grid, Line
from portal.matrices.need_cells import weighed
from portal.matrices.queries import Lead, Question, named
from portal.matrices.rules import HEADS, Measure
from portal.matrices.sources import Source, source_of

ALL = 1_000_000


@dataclass(frozen=True)
class Before:
    """The same question, asked of the end of an earlier day."""

    since: date
    moment: Moment
    counts: Counts
    is_example: bool

    def cell(self, cell: Cell) -> Count:
        return self.counts.cells.get((cell.row.key, cell.column.key), NOTHING)

    def row(self, line: Line) -> Count:
        return self.counts.rows.get(line.row.key, NOTHING)

    def columns(self, grid: Grid) -> list[Count]:
        return [self.counts.columns.get(column.key, NOTHING) for column in grid.columns]

    def empty(self, lines: Sequence[Line], index: int) -> int:
        """How many of these places had nobody under one column."""
        return sum(not self.cell(line.cells[index]).commitments for line in lines)

    def widened(self, moment: Moment) -> Moment:
        """A later moment with the pockets of this one as well: what has gone since still has a row."""
        return replace(moment, there=or_(moment.there, self.moment.there))


def read_before(question: Question, since: date) -> Before:
    """What was counted at the end of a day."""
    earlier = replace(question, as_of=None if since == today() else since)
    source = source_of(earlier)
    whole, is_example = source.whole(earlier)
    totals = (source.row_totals(earlier), source.column_totals(earlier))
    counted = Counts(source.cells(earlier), *totals, whole)
    weighs = earlier.measure is Measure.NEEDS
    return Before(since, earlier.moment, weighed(earlier, counted) if weighs else counted, is_example)


def leads_of_both(question: Question, source: Source, before: Before) -> list[Lead]:
    """The partners of now and those of then by name: who has ended everything since has a row as well."""
    present = {str(lead.id): lead.count for lead in source.leads(question, 1, ALL)}
    return named(present | {key: present.get(key, NOTHING) for key in before.counts.rows})


def between(was: Count, now: Count, measure: Measure) -> int | None:
    """How much more there is now. None where few people are masked: the difference would give them away."""
    if measure in HEADS and (was.masked or now.masked) and was != now:
        return None
    return now.value(measure) - was.value(measure)


def is_nothing(was: Count, now: Count) -> bool:
    """Nobody promised anything, then or now."""
    return not (was.commitments or now.commitments)
