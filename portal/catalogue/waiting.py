"""Needs that organisations proposed, in the line of what waits for the office."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from sqlalchemy import Row, func, literal, select

from portal.core.wording import _, _l
from portal.needs.models import Need
from portal.needs.rules import NeedState, NeedStatus
from portal.organisations.models import Organisation
from portal.reviews.queue import Kind, Rows, Told, add_kind, columns


def _rows(_person: Any) -> Rows:
    n = Need
    shown = columns(
        since=n.created_at,
        title=n.title,
        key=n.reference,
        reference=n.reference,
        name=func.coalesce(Organisation.name, literal("")),
        is_example=n.is_example,
        strategy=n.strategy_number,
    )
    statement = select(*shown).outerjoin(Organisation, Organisation.id == n.organisation_id)
    return statement.where(n.status == NeedStatus.PROPOSED)


def _told(rows: Sequence[Row[Any]]) -> dict[str, Told]:
    return {
        row.key: Told(
            url_for("needs_office.need", reference=row.reference),
            [_("Kebutuhan %(reference)s", reference=row.reference), row.name],
        )
        for row in rows
    }


def _proposed() -> str:
    return url_for("needs_office.needs", status=NeedState.PROPOSED.slug)


add_kind(25, Kind("needs", _l("Kebutuhan"), _proposed, _rows, _told))
