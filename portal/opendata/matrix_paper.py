"""A matrix as a paper to hang up: A3 landscape, with its sentences, legend, date, address and QR code."""

from datetime import datetime
from typing import Any

import segno
from flask import current_app

from portal.core.wording import _, ngettext, spoken
from portal.documents.letterhead import letterhead
from portal.documents.rendering import render
from portal.matrices.change_sheet import sheet_of
from portal.matrices.matrix import Matrix
from portal.matrices.squares import ShownRow
from portal.opendata.asking import LICENCE
from portal.opendata.matrix_notes import address_of, dated, example_words
from portal.web.formats import number

MOST_LINES = 600  # of a longer matrix the paper shows the beginning and says how much is left


def matrix_pdf(matrix: Matrix, changed: datetime | None, is_example: bool) -> bytes:
    """In the language of this request."""
    address = address_of(matrix)
    data: dict[str, Any] = {
        "head": letterhead(current_app.config["SETTINGS"]),
        "example": example_words() if is_example else "",
        "address": address,
        "qr": segno.make(address, micro=False).svg_inline(scale=1, border=1),
        **_told(matrix, changed),
        **_table(matrix),
    }
    return render("matrix", data, at=changed)


def _told(matrix: Matrix, changed: datetime | None) -> dict[str, Any]:
    sheet = sheet_of(matrix)
    said = sheet.told()
    notes = [
        _(
            "Satu komitmen dihitung sekali per sel meskipun punya beberapa rincian lokasi; jumlah baris dan "
            "kolom dihitung sendiri, bukan dijumlahkan dari sel."
        ),
        sheet.signs_note(),
        sheet.measure_note(),
        sheet.past_note(),
        _("Lisensi %(name)s.", name=LICENCE),
    ]
    return {
        "title": _("Matriks kemitraan"),
        "caption": sheet.caption(),
        "gaps": " ".join(filter(None, [said.when, said.gaps])),
        "more": " ".join(said.more),
        "legend": sheet.legend(),
        "notes": " ".join(filter(None, notes)),
        "dated": dated(changed),
        "language": spoken(),
        "page": _("Halaman %(number)s dari %(all)s", number="{number}", all="{all}"),
        "words": {"nobody": _("belum ada"), "silent": _("tanpa kabar"), "thin": _("tipis")},
    }


def _table(matrix: Matrix) -> dict[str, Any]:
    """The table of the page without its links."""
    table = sheet_of(matrix).table()
    left = matrix.page.total - len(matrix.page.rows)
    return {
        "corner": str(table["corner"]),
        "count_label": table["count_label"] or "",
        "columns": [{"number": str(c["number"]), "name": c["name"]} for c in table["columns"]],
        "groups": [{"name": g["name"], "rows": [_row(row) for row in g["rows"]]} for g in table["groups"]],
        "district": _row(table["district_row"]) if table["district_row"] else None,
        "total": table["total_label"],
        "footers": [{"gaps": False} | footer for footer in table["footers"]],
        "left": ngettext(
            "Dan %(number)s baris lain. Semuanya ada dalam berkas Excel.",
            "Dan %(number)s baris lain. Semuanya ada dalam berkas Excel.",
            left,
            number=number(left),
        )
        if left > 0
        else "",
    }


def _row(row: ShownRow) -> dict[str, Any]:
    cells = [
        {"text": c.text, "level": str(c.level), "overlap": c.overlap, "stale": c.stale, "thin": c.thin}
        for c in row.cells
    ]
    count = "" if row.count is None else f"{row.count} {row.count_unit}"
    return {"name": row.name, "count": count, "cells": cells, "total": row.total}
