"""The ways through the workspace and the office: which pages belong together, and which of them one is on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask, request, url_for

from portal.core.wording import LazyString, _l
from portal.policy import Permission, can
from portal.web.visitor import current_actor


@dataclass(frozen=True)
class Place:
    """One list or page that is a place of its own; the pages of `rooms` (blueprints) belong to it."""

    endpoint: str
    label: LazyString
    rooms: tuple[str, ...] = ()
    permission: Permission | None = None
    for_communities: bool = False


@dataclass(frozen=True)
class Link:
    """A place in the navigation. `current` is "page" on it, "true" on a page that belongs to it, or ""."""

    url: str
    label: LazyString
    current: str


@dataclass(frozen=True)
class Group:
    """Places under one word; a group of one is that place."""

    label: LazyString
    links: tuple[Link, ...]

    @property
    def is_current(self) -> bool:
        return any(link.current for link in self.links)


Places = tuple[tuple[LazyString, tuple[Place, ...]], ...]

WORKSPACE: Places = (
    (_l("Ruang kerja"), (Place("commitments.home", _l("Tugas saya")),)),
    (
        _l("Komitmen"),
        (
            Place(
                "commitments.workspace_list",
                _l("Komitmen kami"),
                ("commitments", "commitment_steps", "amendments"),
            ),
        ),
    ),
    (_l("Laporan"), (Place("progress.reports", _l("Laporan"), ("progress", "evidence")),)),
    (_l("RTL"), (Place("items.items", _l("RTL"), ("items", "minutes", "papers_workspace")),)),
    (
        _l("Konfirmasi"),
        (
            Place(
                "confirmations_workspace.board",
                _l("Konfirmasi"),
                ("confirmations_workspace",),
                for_communities=True,
            ),
        ),
    ),
    (_l("Kebutuhan"), (Place("needs_workspace.needs", _l("Kebutuhan"), ("needs_workspace",)),)),
    (
        _l("Lembaga"),
        (
            Place("organisations.workspace", _l("Profil lembaga"), ("organisations",)),
            Place("organisations.colleagues", _l("Rekan"), ("colleagues",)),
        ),
    ),
)
OFFICE: Places = (
    (_l("Kantor"), (Place("commitments_office.queue", _l("Antrean")),)),
    (_l("Ringkasan"), (Place("brief.show", _l("Ringkasan"), ("brief",)),)),
    (
        _l("Pemeriksaan"),
        (
            Place("commitments_office.commitments", _l("Komitmen"), ("commitments_office",)),
            Place("progress_office.reports", _l("Laporan"), ("progress_office", "evidence_office")),
            Place("amendments_office.requests", _l("Perubahan"), ("amendments_office",)),
            Place("confirmations_office.queue", _l("Konfirmasi"), ("confirmations_office",)),
        ),
    ),
    (
        _l("Mitra"),
        (
            Place("organisations_office.organisations", _l("Terdaftar"), ("organisations_office", "vetting")),
            Place("reminders.debtors", _l("Yang ditunggu"), ("reminders",)),
        ),
    ),
    (
        _l("Kebutuhan"),
        (
            Place("places_office.pockets", _l("Kantong"), ("places_office", "confirmation_sheets")),
            Place("needs_office.needs", _l("Kebutuhan"), ("needs_office",)),
        ),
    ),
    (
        _l("FGD"),
        (
            Place(
                "meetings_office.meetings",
                _l("Semua FGD"),
                (
                    "meetings_office",
                    "attendance_office",
                    "minutes_office",
                    "minutes_parts",
                    "minutes_steps",
                    "papers",
                ),
            ),
            Place("items_office.items", _l("RTL"), ("items_office",)),
        ),
    ),
    (
        _l("Atur"),
        (
            Place("accounts_office.users", _l("Pengguna"), ("accounts_office",), Permission.USER_MANAGE),
            Place(
                "strategies_office.reference", _l("Acuan"), ("strategies_office",), Permission.REFERENCE_EDIT
            ),
            Place("notices_office.mails", _l("Surat tertahan"), ("notices_office",), Permission.MAIL_MANAGE),
            Place("audit_office.history", _l("Jejak audit"), ("audit_office",), Permission.HISTORY_READ),
        ),
    ),
)


def install(app: Flask) -> None:
    """The header asks for the ways."""
    app.jinja_env.globals.update(
        workspace_places=workspace_places, office_places=office_places, one_group=one_group
    )


def workspace_places() -> tuple[Group, ...]:
    """Where people of an organisation work; nothing for everybody else."""
    return _groups(WORKSPACE) if current_actor().has_workspace else ()


def office_places() -> tuple[Group, ...]:
    """Where the office works; nothing for everybody else."""
    return _groups(OFFICE) if current_actor().has_office else ()


def one_group(label: LazyString, groups: Iterable[Group]) -> Group:
    """All places of some groups under one word, for who works in two rooms and sees the ways of both."""
    return Group(label, tuple(link for group in groups for link in group.links))


def _groups(places: Places) -> tuple[Group, ...]:
    actor = current_actor()
    groups = (Group(label, _links(within, actor)) for label, within in places)
    return tuple(group for group in groups if group.links)


def _links(places: Iterable[Place], actor: Any) -> tuple[Link, ...]:
    return tuple(_link(place) for place in places if _is_for(place, actor))


def _is_for(place: Place, actor: Any) -> bool:
    if place.for_communities:
        return any(membership.organisation.is_community for membership in actor.memberships)
    return place.permission is None or can(actor, place.permission)


def _link(place: Place) -> Link:
    return Link(url_for(place.endpoint), place.label, _current(place))


def _current(place: Place) -> str:
    """A page that is a place of its own belongs to no other."""
    if request.endpoint == place.endpoint:
        return "page"
    belongs = request.blueprint in place.rooms and request.endpoint not in PLACES
    return "true" if belongs else ""


PLACES = {place.endpoint for _label, places in (*WORKSPACE, *OFFICE) for place in places}
