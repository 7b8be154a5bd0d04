"""What a page says of its own data: whether it is example data, and when it last changed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from portal.matrices.queries import data_date
from portal.public.overview import Headline, Overview
from portal.public.workers import Worker
from portal.web.context import mark_data_date, mark_example, mark_examples


class Dated(Protocol):
    """A row that knows whether it is an example and when it changed."""

    @property
    def is_example(self) -> bool: ...
    @property
    def updated_at(self) -> datetime: ...


def mark_rows(*groups: Iterable[Dated]) -> None:
    """Say it of everything that the page shows."""
    rows = [row for group in groups for row in group]
    mark_examples(rows)
    mark_data_date(max((row.updated_at for row in rows), default=None))


def mark_place(workers: Iterable[Worker], *groups: Iterable[Dated]) -> None:
    """Say it of a page that shows rows and counts who works there: counts are as old as the register."""
    rows = [row for group in groups for row in group]
    mark_examples([*rows, *workers])
    moments = (data_date(), *(row.updated_at for row in rows))
    mark_data_date(max((at for at in moments if at), default=None))


def mark_district(district: Overview, numbers: Headline) -> None:
    """Say it of numbers that count the whole register."""
    pockets = district.pockets
    if numbers.has_examples or pockets.has_examples:
        mark_example()
    mark_data_date(max((at for at in (numbers.updated_at, pockets.updated_at) if at), default=None))
