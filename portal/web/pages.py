"""Making a page: the template, what it shows, and the status its form asks for."""

from typing import Any

from flask import render_template

from portal.web.forms import BaseForm


def page(template: str, form: BaseForm | None = None, **shown: Any) -> tuple[str, int]:
    """A page; when its form was refused, the form's status (422, or 409 for a clash)."""
    return render_template(template, form=form, **shown), form.http_status if form else 200
