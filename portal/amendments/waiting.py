"""Requests for a change of a commitment in the line of what waits for the office."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from sqlalchemy import Row, String, cast, type_coerce

from portal.amendments.models import Amendment
from portal.amendments.rules import AmendmentKind, AmendmentStatus
from portal.commitments.models import Commitment
from portal.core.wording import _l
from portal.reviews.queue import Kind, Rows, Told, add_kind
from portal.reviews.waiting import about_commitments


def _rows(_person: Any) -> Rows:
    a = Amendment
    key = Commitment.reference + "/" + cast(a.number, String) + "/" + type_coerce(a.kind, String)
    return about_commitments(a, since=a.requested_at, key=key).where(a.status == AmendmentStatus.REQUESTED)


def _told(rows: Sequence[Row[Any]]) -> dict[str, Told]:
    return {row.key: _one(row, *row.key.split("/")[1:]) for row in rows}


def _one(row: Row[Any], number: str, kind: str) -> Told:
    url = url_for("amendments_office.show", reference=row.reference, number=number)
    return Told(url, [str(AmendmentKind.of(kind).label), row.reference, row.name])


add_kind(40, Kind("amendments", _l("Perubahan"), lambda: url_for("amendments_office.requests"), _rows, _told))
