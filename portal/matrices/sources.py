"""Where a matrix gets its counts from: every source answers the same questions with the same numbers."""

from collections.abc import Collection, Sequence
from typing import Any, Protocol

from portal.matrices import queries
from portal.matrices.counts import Count
from portal.matrices.past import Past
from portal.matrices.queries import Lead, Question
from portal.matrices.summaries import Summaries, can_answer


class Source(Protocol):
    """What can be asked of a source. Totals are distinct counts, never sums of cells."""

    def cells(
        self, question: Question, rows: Collection[str] | None = None
    ) -> dict[tuple[Any, Any], Count]: ...

    def row_totals(self, question: Question) -> dict[Any, Count]: ...

    def column_totals(self, question: Question) -> dict[Any, Count]: ...

    def whole(self, question: Question) -> tuple[Count, bool]: ...

    def leads(self, question: Question, page: int, size: int) -> list[Lead]: ...


def source_of(question: Question) -> Source:
    """The summaries where they hold the answer, the promises of a past day, else all lines counted afresh."""
    if question.as_of:
        return Past(question)
    return Summaries(question) if can_answer(question) else queries


def sources_of(questions: Sequence[Question]) -> list[Source]:
    """For questions that differ only in their measure: whether summaries hold them is asked once."""
    summaries = can_answer(questions[0])
    return [Summaries(question) if summaries else queries for question in questions]
