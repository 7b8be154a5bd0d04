"""The office's view of partners: the list, everything about one, registering and correcting."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.core.errors import UnknownFilter
from portal.core.wording import _
from portal.organisations import choices, office_actions, queries
from portal.organisations.office_forms import CorrectForm, OfficeRegisterForm
from portal.organisations.rules import MOVES, OrganisationKind, OrganisationStatus
from portal.policy import Permission, can
from portal.web import filters
from portal.web.access import allowed
from portal.web.context import mark_example
from portal.web.pages import page
from portal.web.visitor import current_actor

S = OrganisationStatus
bp = Blueprint("organisations_office", __name__, url_prefix="/kantor/mitra")


@bp.route("")
@allowed(Permission.OFFICE_ENTER)
def organisations() -> ResponseReturnValue:
    """Every organisation on record, filtered, sorted, in pages."""
    asked = _asked()
    found = queries.registered(**asked, number=filters.page_number())
    if not found.exists:
        raise UnknownFilter("halaman", str(found.number))
    if any(row.is_example for row in found.rows):
        mark_example()
    words = {"kinds": OrganisationKind, "statuses": OrganisationStatus}
    return page("organisations/office_list.html", found=found, asked=asked, url=_list_url, **words)


@bp.route("/baru", methods=["GET", "POST"])
@allowed(Permission.ORGANISATION_VET)
def register() -> ResponseReturnValue:
    """The office registers an organisation itself."""
    form = choices.offered(OfficeRegisterForm())
    if form.perform(office_actions.register, by=current_actor()):
        flash(_("%(name)s terdaftar.", name=form.result.name))
        return redirect(url_for(".organisation", slug=form.result.slug))
    return page("organisations/office_register.html", form=form, areas=choices.area_groups())


@bp.route("/<slug>")
@allowed(Permission.OFFICE_ENTER, queries.get_present)
def organisation(organisation: Any) -> ResponseReturnValue:
    """Everything about one organisation, contacts and people included."""
    if (request.view_args or {}).get("slug") != organisation.slug:
        return redirect(url_for(".organisation", slug=organisation.slug))
    if organisation.is_example:
        mark_example()
    focus, areas = choices.focus_names(organisation), choices.area_names(organisation)
    people, similar = queries.colleagues_of(organisation), _similar(organisation)
    shown = {
        "focus": focus,
        "areas": areas,
        "people": people,
        "similar": similar,
        "steps": _steps(organisation),
    }
    return page("organisations/office_show.html", organisation=organisation, **shown)


@bp.route("/<slug>/koreksi", methods=["GET", "POST"])
@allowed(Permission.ORGANISATION_VET, queries.get_organisation)
def correct(organisation: Any) -> ResponseReturnValue:
    """The legal name or the kind."""
    form = CorrectForm(obj=organisation)
    if form.perform(office_actions.correct, organisation, by=current_actor()):
        flash(_("Nama dan jenis lembaga tersimpan."))
        return redirect(url_for(".organisation", slug=organisation.slug))
    return page("organisations/correct.html", form=form, organisation=organisation)


def _steps(organisation: Any) -> list[dict[str, Any]]:
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


def _similar(organisation: Any) -> list[Any]:
    waits = OrganisationStatus.REJECTED in MOVES[organisation.status]
    return queries.similar_to(organisation) if waits else []


def _asked() -> dict[str, Any]:
    order = filters.text("urut") or "nama"
    if order not in queries.ORDERS:
        raise UnknownFilter("urut", order)
    return {
        "kind": filters.word("jenis", OrganisationKind),
        "status": filters.word("status", OrganisationStatus),
        "text": filters.text("q"),
        "order": order,
    }


def _list_url(**changed: Any) -> str:
    """This list with some of its filters changed; None takes one away, and the page begins anew."""
    given = {name: request.args.get(name) for name in ("q", "jenis", "status", "urut")} | changed
    return url_for(".organisations", **{name: value for name, value in given.items() if value})
