"""Reads rows in parts, so that memory stays the same however long a file is."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Row, Select

from portal.core.database import db
from portal.places.models import Region

PART = 1000  # rows held in memory at once
SMALL_AREA = Region.kecamatan_code != Region.code


def parts_of(statement: Select[*tuple[Any, ...]]) -> Iterator[Sequence[Row[*tuple[Any, ...]]]]:
    found = db.session.execute(statement, execution_options={"yield_per": PART})
    return found.partitions()
