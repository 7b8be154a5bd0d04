"""The sheet of a pocket: what is promised there, how to answer, and strips with a code each to cut out."""

from typing import Any

import segno
from flask import current_app

from portal.confirmations.deliveries import Delivery, promised_to
from portal.confirmations.rules import grouped
from portal.core.clock import in_wib
from portal.core.wording import speaking
from portal.documents import words
from portal.documents.letterhead import letterhead
from portal.documents.rendering import render
from portal.places.names import place_name
from portal.places.queries import get_pocket_by_id
from portal.sheets.actions import Made
from portal.web.formats import number

MOST_PROMISES = 9  # what stands on the first page with the rest of it


def sheet_pdf(made: Made) -> bytes:
    """The paper; Indonesian, whatever the language of the page."""
    settings = current_app.config["SETTINGS"]
    with speaking("id"):
        data = _data(made, settings.base_url)
    head = {"head": letterhead(settings), "reference": f"Lembar {made.batch.reference}"}
    return render("confirmation_sheet", data | head, at=made.batch.made_at)


def _data(made: Made, base: str) -> dict[str, Any]:
    pocket = get_pocket_by_id(made.batch.pocket_id) or made.batch.pocket
    promises = promised_to(pocket)
    shown = base.partition("://")[2]
    return {
        "pocket": pocket.name,
        "place": place_name(pocket.region),
        "until": words.long_date(in_wib(made.batch.expires_at).date()),
        "address": f"{shown}/konfirmasi",
        "more": max(len(promises) - MOST_PROMISES, 0),
        "page": f"{shown}/kantong/{pocket.slug}",
        "promises": [_promise(each, pocket.id) for each in promises[:MOST_PROMISES]],
        "strips": [_strip(code, base) for code in made.codes],
    }


def _promise(each: Delivery, pocket_id: int) -> dict[str, str]:
    quantity = f"{number(each.quantity)} {each.unit}".strip() if each.quantity is not None else "–"
    months = [f"{words.MONTHS[day.month - 1]} {day.year}" for day in (each.starts_on, each.ends_on) if day]
    return {
        "reference": each.reference,
        "partner": each.partner,
        "title": each.title,
        "quantity": quantity,
        "when": " – ".join(months),
        "place": "" if each.pocket_id == pocket_id else each.place,
    }


def _strip(code: str, base: str) -> dict[str, str]:
    drawing = segno.make(f"{base}/k/{code}", micro=False, error="m")
    return {"code": grouped(code), "qr": drawing.svg_inline(scale=1, border=2, omitsize=False)}
