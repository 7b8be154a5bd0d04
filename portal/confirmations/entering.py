"""Typing a code, and being turned away: one sentence, whatever was wrong."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from portal.commitments.queries import get_published_commitment
from portal.confirmations.deliveries import Delivery
from portal.confirmations.forms import WRONG_CODE, CodeForm, VoiceForm
from portal.confirmations.queries import Desk
from portal.web import filters
from portal.web.context import mark_examples
from portal.web.pages import page

CHOSEN = "komitmen"


def asked_for_code() -> ResponseReturnValue:
    """The page that asks for a code; a typed one leads to its own address, where it is looked at."""
    typed = filters.text("kode", 40)
    if typed:
        return redirect(url_for("confirmations.speak", code=typed))
    return page("confirmations/enter.html", form=CodeForm(formdata=None))


def turned_away(desk: Desk) -> ResponseReturnValue:
    """The same page with what was typed and one kind sentence; too many wrong ones wait."""
    form = CodeForm(formdata=None, data={"code": desk.typed})
    form.turn_away(WRONG_CODE, "code")
    return page("confirmations/enter.html", form=form)


def voice_form(deliveries: tuple[Delivery, ...]) -> VoiceForm:
    """The questions for these deliveries; a single one is chosen already."""
    mark_examples(deliveries)
    only = deliveries[0].reference if len(deliveries) == 1 else None
    form = VoiceForm(delivery=only)
    form.delivery.choices = [(each.reference, each.title) for each in deliveries]
    return form


def thanked() -> ResponseReturnValue:
    """Thanks, and where it will show; the address says nothing of the code."""
    commitment = get_published_commitment(filters.text(CHOSEN, 16))
    mark_examples([commitment] if commitment else [])
    return page("confirmations/thanks.html", commitment=commitment)
