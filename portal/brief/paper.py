"""The brief as one sheet of A4. Rows lead to their lists; however much there is, it stays one page."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import segno
from flask import current_app, url_for

from portal.brief.facts import Brief
from portal.brief.telling import told
from portal.core.clock import in_wib, now
from portal.core.wording import _, spoken
from portal.documents.letterhead import letterhead
from portal.documents.rendering import render
from portal.web.formats import moment


def brief_pdf(brief: Brief) -> bytes:
    """In the language of this request."""
    settings = current_app.config["SETTINGS"]
    base, at = settings.base_url, now()
    address = base + url_for("brief.show")
    data: dict[str, Any] = {
        "head": letterhead(settings),
        "title": _("Ringkasan untuk Sekretaris Daerah"),
        "caption": settings.district_name,
        "dated": _("Dibuat %(moment)s.", moment=moment(in_wib(at))),
        "example": _("Data contoh: lembaga dan angka di sini karangan") if brief.is_example else "",
        "address": address,
        "qr": segno.make(address, micro=False).svg_inline(scale=1, border=1),
        "language": spoken(),
        "page": _("Halaman %(number)s dari %(all)s", number="{number}", all="{all}"),
        **_said(brief, base),
    }
    return render("brief", data, at=at)


def _said(brief: Brief, base: str) -> dict[str, Any]:
    """The words of the page with whole addresses: a PDF does not know where it came from."""
    said = told(brief)
    links = ("tiles", "states", "changes")
    found: dict[str, Any] = {name: _with_address(said[name], base) for name in links}
    sections = _with_address(said["sections"], base)
    for own, section in zip(sections, said["sections"], strict=True):
        own["rows"] = _with_address(section.rows, base)
    return found | {"sections": sections, "since": said["since"], "meaning": said["meaning"]}


def _with_address(things: Sequence[Any], base: str) -> list[dict[str, Any]]:
    return [asdict(each) | {"url": base + each.url} for each in things]
