"""The office's page of reference data: the seven strategies, the legal bases, the settings of this site."""

from typing import Any

from flask import Blueprint, current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.audit.queries import history_of
from portal.core.wording import _
from portal.policy import Permission
from portal.strategies import actions, forms, queries
from portal.strategies.site_settings import shown_settings
from portal.web.access import allowed
from portal.web.pages import page
from portal.web.visitor import current_actor

bp = Blueprint("strategies_office", __name__, url_prefix="/kantor/atur")


@bp.route("")
@allowed(Permission.OFFICE_ENTER)
def reference() -> ResponseReturnValue:
    """Everything in one place; only an administrator finds ways to change it."""
    strategies, bases = queries.all_strategies(), queries.all_legal_bases()
    settings = shown_settings(current_app.config["SETTINGS"])
    return page("strategies/office_reference.html", strategies=strategies, bases=bases, settings=settings)


@bp.route("/strategi/<int:number>", methods=["GET", "POST"])
@allowed(Permission.REFERENCE_EDIT, queries.get_strategy)
def edit_strategy(strategy: Any) -> ResponseReturnValue:
    form = forms.StrategyForm(obj=strategy)
    if form.perform(actions.edit_strategy, strategy, by=current_actor()):
        flash(_("Strategi %(number)d tersimpan.", number=strategy.number))
        return redirect(url_for(".reference"))
    history = history_of("strategies", strategy.number)
    return page("strategies/office_strategy.html", form=form, strategy=strategy, history=history)


@bp.route("/dasar-hukum/baru", methods=["GET", "POST"])
@allowed(Permission.REFERENCE_EDIT)
def add_legal_basis() -> ResponseReturnValue:
    form = forms.NewLegalBasisForm()
    if form.perform(actions.add_legal_basis, by=current_actor()):
        flash(_("Dasar hukum tersimpan."))
        return redirect(url_for(".reference", _anchor="dasar-hukum"))
    return page("strategies/office_legal_basis.html", form=form, basis=None)


@bp.route("/dasar-hukum/<int:basis_id>", methods=["GET", "POST"])
@allowed(Permission.REFERENCE_EDIT, queries.get_legal_basis)
def edit_legal_basis(basis: Any) -> ResponseReturnValue:
    form = forms.LegalBasisForm(obj=basis)
    if form.perform(actions.edit_legal_basis, basis, by=current_actor()):
        flash(_("Dasar hukum tersimpan."))
        return redirect(url_for(".reference", _anchor="dasar-hukum"))
    history = history_of("legal_bases", basis.id)
    return page("strategies/office_legal_basis.html", form=form, basis=basis, history=history)


@bp.route("/dasar-hukum/<int:basis_id>/naik", methods=["POST"])
@allowed(Permission.REFERENCE_EDIT, queries.get_legal_basis)
def move_up(basis: Any) -> ResponseReturnValue:
    forms.ButtonForm().perform(actions.move_legal_basis, basis, by=current_actor(), up=True)
    return redirect(url_for(".reference", _anchor="dasar-hukum"))


@bp.route("/dasar-hukum/<int:basis_id>/turun", methods=["POST"])
@allowed(Permission.REFERENCE_EDIT, queries.get_legal_basis)
def move_down(basis: Any) -> ResponseReturnValue:
    forms.ButtonForm().perform(actions.move_legal_basis, basis, by=current_actor(), up=False)
    return redirect(url_for(".reference", _anchor="dasar-hukum"))


@bp.route("/dasar-hukum/<int:basis_id>/hapus", methods=["GET", "POST"])
@allowed(Permission.REFERENCE_EDIT, queries.get_legal_basis)
def remove_legal_basis(basis: Any) -> ResponseReturnValue:
    form = forms.ButtonForm()
    if form.perform(actions.remove_legal_basis, basis, by=current_actor()):
        flash(_("Dasar hukum dihapus dari daftar."))
        return redirect(url_for(".reference", _anchor="dasar-hukum"))
    return page("strategies/office_legal_basis_remove.html", form=form, basis=basis)
