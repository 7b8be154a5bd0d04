"""The lists of action items: what the address asks, the questions above them, the columns of their file."""

from collections.abc import Sequence
from typing import Any

from portal.action_items.queries import ItemFilter, ItemRow, responsible_organisations
from portal.action_items.rules import ItemSort
from portal.core.errors import UnknownFilter
from portal.core.wording import _
from portal.minutes.rules import ActionItemState, Priority
from portal.organisations.queries import get_organisation
from portal.web import filters
from portal.web.filters import Panel, Select, options_of

COLUMNS = (
    "meeting", "meeting_title", "number", "what", "organisation", "kind", "person", "due_on", "days_late",
    "priority", "state", "done_at", "done_note", "verified_at", "commitment",
)  # fmt: skip


def asked_items(organisation_ids: frozenset[int] | None = None) -> ItemFilter:
    """The filters of this request, for all or for some organisations. Raises UnknownFilter."""
    chosen = _organisation_id(filters.text("mitra"))
    ids = organisation_ids
    if chosen is not None:
        ids = frozenset({chosen}) if ids is None else ids & {chosen}
    own = ItemSort.DUE if organisation_ids is not None else ItemSort.ORGANISATION
    return ItemFilter(
        organisation_ids=ids,
        meeting=filters.text("fgd"),
        state=filters.word("status", ActionItemState),
        priority=filters.word("prioritas", Priority),
        words=filters.text("q"),
        sort=filters.word("urut", ItemSort) or own,
    )


def office_panel() -> Panel:
    """State, partner, priority, order, words."""
    partners = Select("mitra", _("Nama mitra"), [("", _("Semua mitra")), *responsible_organisations()])
    orders = [("", ItemSort.ORGANISATION.label), *options_of(ItemSort)[1:]]
    order = Select("urut", _("Urutkan"), orders, is_filter=False)
    return Panel([*_common(), partners, order], _("Cari tindak lanjut, mitra, atau FGD"), _fixed())


def own_panel() -> Panel:
    """The same for a partner's own: no other partners, what is due next comes first."""
    return Panel(_common(), _("Cari tindak lanjut atau FGD"), _fixed())


def cells(row: ItemRow) -> tuple[Any, ...]:
    """The cells of COLUMNS."""
    return (
        row.meeting_reference, row.meeting_title, row.number, row.what, row.organisation_name, row.kind,
        row.person, row.due_on, row.days_late, row.priority, row.state, row.done_at, row.done_note,
        row.verified_at, row.commitment_reference,
    )  # fmt: skip


def _common() -> Sequence[Select]:
    return [
        Select("status", _("Keadaan"), [("", _("Semua keadaan")), *options_of(ActionItemState)]),
        Select("prioritas", _("Prioritas"), [("", _("Semua prioritas")), *options_of(Priority)]),
    ]


def _fixed() -> dict[str, str]:
    return {"fgd": filters.text("fgd")}


def _organisation_id(slug: str) -> int | None:
    organisation = get_organisation(slug) if slug else None
    if slug and organisation is None:
        raise UnknownFilter("mitra", slug)
    return organisation.id if organisation else None
