"""What the page's script is told when it saved a text by itself."""

from typing import Any

from flask import Response, jsonify

from portal.core.clock import in_wib, now
from portal.core.wording import _
from portal.web.locale import language
from portal.web.markdown import render


def answer_of(form: Any, saved: bool) -> Response:
    """200 with the new number; 409 with both texts on a clash; else the sentence that refused."""
    if saved:
        return jsonify(revision=form.result.revision, said=_said())
    if form.clash:
        told = jsonify(revision=form.clash["revision"], text=form.clash["text"], yours=form.text.data or "")
    else:
        told = jsonify(message=" ".join(sentences(form)))
    told.status_code = form.http_status
    return told


def preview_of(form: Any) -> Response:
    """The text as it will look, or the sentence that refused it."""
    if form.validate_on_submit():
        return jsonify(html=render(form.text.data))
    told = jsonify(message=" ".join(sentences(form)))
    told.status_code = form.http_status
    return told


def sentences(form: Any) -> list[str]:
    """Every sentence of a refused form."""
    return [str(sentence) for of_one in form.errors.values() for sentence in of_one]


def _said() -> str:
    return _("Draf tersimpan pukul %(time)s WIB", time=clock_time())


def clock_time() -> str:
    """The present hour and minute as screens write them."""
    return in_wib(now()).strftime("%H:%M" if language() == "en" else "%H.%M")
