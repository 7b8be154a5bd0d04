"""Action items that were reported as done, in the line of what waits for the office."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from sqlalchemy import Row, String, cast

from portal.action_items.queries import in_item_state, living_items
from portal.core.wording import _, _l
from portal.meetings.models import Meeting
from portal.minutes.models import ActionItem
from portal.minutes.rules import ActionItemState
from portal.organisations.models import Organisation
from portal.reviews.queue import Kind, Rows, Told, add_kind, columns

DONE = ActionItemState.DONE


def _rows(_person: Any) -> Rows:
    i = ActionItem
    shown = columns(
        since=i.done_at,
        title=i.what,
        key=Meeting.reference + "/" + cast(i.number, String),
        reference=Meeting.reference,
        name=Organisation.name,
        is_example=Meeting.is_example,
    )
    return living_items().with_only_columns(*shown).where(in_item_state(DONE))


def _told(rows: Sequence[Row[Any]]) -> dict[str, Told]:
    return {row.key: _one(row, row.key.partition("/")[2]) for row in rows}


def _one(row: Row[Any], number: str) -> Told:
    url = url_for("items_office.show", reference=row.reference, number=number)
    return Told(url, [_("RTL dilaporkan selesai"), f"{row.reference} · {number}", row.name])


def _to_check() -> str:
    return url_for("items_office.items", status=DONE.slug)


add_kind(60, Kind("items", _l("RTL"), _to_check, _rows, _told))
