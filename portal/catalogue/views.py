"""The partner's side: needs that suit it first, taking one on, proposing one."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.catalogue import actions, choices, joining, matching, queries
from portal.catalogue.correcting import correct_need
from portal.catalogue.forms import EditNeedForm, JoinForm, ProposedNeedForm, TakeForm
from portal.core.wording import _
from portal.needs.actions import propose_need
from portal.needs.queries import NeedFilter, get_need, get_published_need
from portal.organisations.queries import organisations_of
from portal.policy import Permission
from portal.web import filters
from portal.web.access import allowed
from portal.web.context import mark_example, mark_examples
from portal.web.pages import page
from portal.web.visitor import current_actor

bp = Blueprint("needs_workspace", __name__, url_prefix="/ruang/kebutuhan")


@bp.route("")
@allowed(Permission.WORKSPACE_ENTER)
def needs() -> ResponseReturnValue:
    """Open needs, those that suit these organisations first, with the reason."""
    organisations = organisations_of(current_actor())
    found = matching.matches_for(organisations, choices.asked_needs(), filters.page_number())
    mark_examples(filters.existing(found).rows)
    may_propose = bool(choices.proposers(organisations))
    return page("catalogue/needs.html", found=found, panel=choices.panel(), may_propose=may_propose)


@bp.route("/usulan")
@allowed(Permission.WORKSPACE_ENTER)
def proposals() -> ResponseReturnValue:
    """What our organisations proposed, and what became of it."""
    asked = NeedFilter(organisation_ids=frozenset(current_actor().organisation_ids))
    found = filters.existing(queries.list_needs(asked, filters.page_number(), public=False))
    mark_examples(found.rows)
    return page("catalogue/proposals.html", found=found, panel=filters.Panel([]))


@bp.route("/baru", methods=["GET", "POST"])
@allowed(Permission.NEED_PROPOSE)
def propose() -> ResponseReturnValue:
    """A proposal; the office reads it first."""
    form = _with_choices(ProposedNeedForm())
    if form.perform(propose_need, by=current_actor()):
        flash(
            _(
                "Usulan %(reference)s terkirim. Kantor Sekda akan memeriksanya.",
                reference=form.result.reference,
            )
        )
        return redirect(url_for(".proposals"))
    return page("catalogue/need_form.html", form=form, back=url_for(".needs"))


@bp.route("/<reference>/ubah", methods=["GET", "POST"])
@allowed(Permission.NEED_EDIT, get_need)
def edit(need: Any) -> ResponseReturnValue:
    """Mend a proposal that the office has not decided."""
    form = _with_choices(EditNeedForm(obj=need, pocket_slug=need.pocket.slug), need.pocket.slug)
    if form.perform(correct_need, need, by=current_actor()):
        flash(_("Usulan %(reference)s tersimpan.", reference=need.reference))
        return redirect(url_for(".proposals"))
    return page("catalogue/need_form.html", form=form, back=url_for(".proposals"))


@bp.route("/<reference>/ambil", methods=["GET", "POST"])
@allowed(Permission.COMMITMENT_CREATE, get_published_need)
def take(need: Any) -> ResponseReturnValue:
    """All or part of a need becomes a draft commitment."""
    if need.is_example:
        mark_example()
    row = queries.row_of(need, public=False)
    form = TakeForm(quantity=row.balance.open)
    form.organisation.choices = [(each.slug, each.name) for each in organisations_of(current_actor())]
    if form.perform(actions.take_need, need, by=current_actor()):
        flash(_("Draf komitmen dibuat dari kebutuhan ini. Lengkapi, lalu kirim."))
        return redirect(url_for("commitment_steps.places", reference=form.result.reference))
    drafts = joining.drafts_for(need, current_actor().organisation_ids)
    return page("catalogue/take.html", form=form, row=row, drafts=drafts)


@bp.route("/<reference>/ambil/<draft>", methods=["GET", "POST"])
@allowed(Permission.COMMITMENT_EDIT, joining.get_pair)
def join(pair: joining.Pair) -> ResponseReturnValue:
    """All or part of a need joins a draft that is being written."""
    mark_examples([pair.need, pair.commitment])
    row, draft = queries.row_of(pair.need, public=False), pair.commitment
    form = JoinForm(obj=draft, quantity=(pair.line and pair.line.quantity) or row.balance.open)
    if form.perform(joining.join_need, draft, need=pair.need, by=current_actor()):
        flash(_("Kebutuhan ini masuk ke draf %(reference)s.", reference=draft.reference))
        return redirect(url_for("commitment_steps.places", reference=draft.reference))
    return page("catalogue/join.html", form=form, row=row, pair=pair)


def _with_choices(form: Any, chosen: str = "") -> Any:
    form.pocket_slug.choices = choices.pocket_choices(chosen)
    form.strategy_number.choices = choices.numbered_strategies()
    if "organisation" in form:
        form.organisation.choices = choices.proposers(organisations_of(current_actor()))
    return form
