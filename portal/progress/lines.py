"""Fitting a report's lines to what was typed, one for each place that the commitment has now."""

from collections.abc import Mapping, Sequence
from typing import Any

from portal.audit.actions import Changes
from portal.commitments.models import Allocation, Commitment
from portal.core.errors import Refused
from portal.core.wording import _l
from portal.progress.models import ProgressReport, ReportLine
from portal.progress.sheet import FIGURES, NO_LINE, Line

UNKNOWN_PLACE = _l("Tempat dalam komitmen ini berubah. Muat ulang halaman, lalu isi lagi.")
NUMBERS = (*FIGURES, "physical_percent")


def fit_lines(report: ProgressReport, answers: Sequence[Mapping[str, Any]]) -> Changes:
    """Write what was typed; a place that was not asked about keeps its line. Refuses unknown places."""
    typed = {str(answer.get("allocation")): answer for answer in answers}
    allocations = {str(each.id): each for each in report.commitment.allocations}
    if not typed.keys() <= allocations.keys():
        raise Refused(UNKNOWN_PLACE, "places")
    before = _words(report.lines)
    known = {line.allocation_id: line for line in report.lines if line.allocation_id}
    report.lines = lines_for(report.commitment, known, {})
    for line in report.lines:
        answer = typed.get(str(line.allocation_id))
        if answer is not None:
            _write(line, {name: answer.get(name) for name in FIGURES}, answer.get("physical"))
    return _changes(before, report)


def lines_for(
    commitment: Commitment, known: Mapping[int, ReportLine], figures: Mapping[int, Line]
) -> list[ReportLine]:
    """A line for each place, in the commitment's order: the known ones, else new ones with these totals."""
    lines = []
    for allocation in commitment.allocations:
        line = known.get(allocation.id) or _new_line(allocation, figures.get(allocation.id))
        line.position = allocation.position
        lines.append(line)
    return lines


def _new_line(allocation: Allocation, totals: Line | None) -> ReportLine:
    line = ReportLine(
        allocation_id=allocation.id,
        region=allocation.region,
        region_code=allocation.region_code,
        pocket=allocation.pocket,
        pocket_id=allocation.pocket_id,
    )
    if totals:
        _write(line, vars(totals.figures), totals.percent)
    return line


def repeat_lines(report: ProgressReport, totals: Mapping[int, Line]) -> Changes:
    """Give every place the totals of the report before."""
    words = _words(report.lines)
    for line in report.lines:
        last = totals.get(line.allocation_id or 0, NO_LINE)
        _write(line, vars(last.figures), last.percent)
    return _changes(words, report)


def _write(line: ReportLine, figures: Mapping[str, Any], percent: int | None) -> None:
    for name in FIGURES:
        setattr(line, name, figures.get(name))
    line.physical_percent = percent


def _changes(before: list[str], report: ProgressReport) -> Changes:
    after = _words(report.lines)
    return {"lines": (before, after)} if before != after else {}


def _words(lines: Sequence[ReportLine]) -> list[str]:
    """Each place with its numbers, for the trail."""
    return [_line_words(line) for line in lines if any(getattr(line, name) is not None for name in NUMBERS)]


def _line_words(line: ReportLine) -> str:
    numbers = (f"{name} {getattr(line, name)}" for name in NUMBERS if getattr(line, name) is not None)
    place = f"{line.pocket.name}, {line.region.name}" if line.pocket else line.region.name
    return f"{place} ({line.region_code}): {', '.join(numbers)}"
