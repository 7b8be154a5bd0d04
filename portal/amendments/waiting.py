"""Requests for a change of a commitment in the line of what waits for the office."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from sqlalchemy import Row, String, cast, select, type_coerce

from portal.amendments.models import Amendment
from portal.amendments.rules import AmendmentKind, AmendmentStatus
from portal.commitments.models import Commitment
from portal.core.wording import _l
from portal.organisations.models import Organisation
from portal.reviews.queue import Kind, Rows, Told, add_kind, columns, strategies_seen_by


def _rows(person: Any) -> Rows:
    a, c = Amendment, Commitment
    shown = columns(
        since=a.requested_at,
        title=c.title,
        key=c.reference + "/" + cast(a.number, String) + "/" + type_coerce(a.kind, String),
        reference=c.reference,
        name=Organisation.name,
        is_example=a.is_example,
        strategy=c.strategy_number,
    )
    statement = select(*shown).join(c, c.id == a.commitment_id)
    statement = statement.join(Organisation, Organisation.id == c.organisation_id)
    statement = statement.where(a.status == AmendmentStatus.REQUESTED)
    strategies = strategies_seen_by(person)
    return statement.where(c.strategy_number.in_(strategies)) if strategies else statement


def _told(rows: Sequence[Row[Any]]) -> dict[str, Told]:
    return {row.key: _one(row, *row.key.split("/")[1:]) for row in rows}


def _one(row: Row[Any], number: str, kind: str) -> Told:
    url = url_for("amendments_office.show", reference=row.reference, number=number)
    return Told(url, [str(AmendmentKind.of(kind).label), row.reference, row.name])


add_kind(40, Kind("amendments", _l("Perubahan"), lambda: url_for("amendments_office.requests"), _rows, _told))
