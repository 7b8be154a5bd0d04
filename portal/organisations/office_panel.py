"""What stands around the office's pages of organisations: the filters of the list, the steps beside one."""

from typing import Any

from flask import url_for

from portal.core.wording import _
from portal.organisations.listing import OrganisationFilter, OrganisationOrder
from portal.organisations.rules import MOVES, OrganisationKind, OrganisationStatus
from portal.policy import Permission, can
from portal.web import filters
from portal.web.filters import Panel, Select
from portal.web.visitor import current_actor

S = OrganisationStatus


def steps_for(organisation: Any) -> list[dict[str, Any]]:
    """What this person may do with it now: the moves that its life cycle has from here."""
    if not can(current_actor(), Permission.ORGANISATION_VET, organisation):
        return []
    steps = {
        S.VERIFIED: ("vetting.restore", _("Pulihkan"), "primary")
        if organisation.status is S.SUSPENDED
        else ("vetting.approve", _("Setujui"), "primary"),
        S.RETURNED: ("vetting.send_back", _("Kembalikan untuk diperbaiki"), "secondary"),
        S.REJECTED: ("vetting.reject", _("Tolak"), "link-warning"),
        S.SUSPENDED: ("vetting.suspend", _("Tangguhkan"), "link-warning"),
    }
    return [
        {"url": url_for(endpoint, slug=organisation.slug), "text": text, "kind": kind}
        for status, (endpoint, text, kind) in steps.items()
        if status in MOVES[organisation.status]
    ]


def asked_organisations() -> OrganisationFilter:
    """What the address asks. Raises UnknownFilter."""
    return OrganisationFilter(
        kind=filters.word("jenis", OrganisationKind),
        status=filters.word("status", OrganisationStatus),
        words=filters.text("q"),
        order=filters.word("urut", OrganisationOrder) or OrganisationOrder.NAME,
    )


def organisation_panel() -> Panel:
    """Kind, status, order and words."""
    kinds = [("", _("Semua jenis")), *((kind.slug, kind.label) for kind in OrganisationKind)]
    statuses = [("", _("Semua status")), *((status.slug, status.label) for status in OrganisationStatus)]
    orders = [(order.slug, order.label) for order in OrganisationOrder]
    selects = [
        Select("jenis", _("Jenis mitra"), kinds),
        Select("status", _("Status"), statuses),
        Select("urut", _("Urutkan"), orders, is_filter=False),
    ]
    return Panel(selects, _("Cari nama lembaga"))
