"""What a matrix says of itself outside the site: its question, filters and dates, how to read it."""

from datetime import datetime
from typing import Any

from flask import current_app, url_for

from portal.core.clock import in_wib, now
from portal.core.wording import _
from portal.matrices.change_sheet import sheet_of
from portal.matrices.figures import Figures
from portal.matrices.matrix import Matrix
from portal.matrices.notes import MEASURE_NOTES
from portal.matrices.rules import Measure
from portal.matrices.sheet import Sheet
from portal.opendata.asking import LICENCE
from portal.opendata.notes import Told, masked_note
from portal.web.formats import day, moment

USUAL = {("baris", "kecamatan"), ("kolom", "strategi"), ("ukuran", "komitmen"), ("status", "berlaku")}


def address_of(matrix: Matrix) -> str:
    """The page of this matrix, in the language of this request."""
    base: str = current_app.config["SETTINGS"].base_url
    arguments = matrix.question.arguments() | matrix.filters()
    asked: dict[str, Any] = dict(arguments.items() - USUAL)
    return base + url_for("matrices.index", **asked)


def example_words() -> str:
    return _("Data contoh: lembaga dan angka di sini karangan")


def dated(changed: datetime | None) -> str:
    """Data per 24 November 2026."""
    return _("Data per %(date)s.", date=day(changed)) if changed else ""


def filters_of(matrix: Matrix) -> str:
    """The filters as they stand in the address."""
    return ", ".join(f"{name}={value}" for name, value in matrix.filters().items())


def above(matrix: Matrix, changed: datetime | None, is_example: bool) -> list[str]:
    """What stands over the table of a workbook, its title first."""
    sheet = sheet_of(matrix)
    said = [_("Matriks kemitraan") + ": " + sheet.caption(), sheet.told().text]
    said.append(" ".join(filter(None, [dated(changed), address_of(matrix)])))
    return [*said, example_words()] if is_example else said


def notes_of(matrix: Matrix, changed: datetime | None, is_example: bool) -> Told:
    """The sheet of notes."""
    question, sheet = matrix.question, sheet_of(matrix)
    settings = current_app.config["SETTINGS"]
    told: Told = [
        (_("Pertanyaan"), sheet.caption()),
        (_("Baris"), str(question.rows.label)),
        (_("Kolom"), str(question.columns.label)),
        (_("Angka di sel"), str(question.measure.label)),
        (_("Saringan"), filters_of(matrix)),
        (_("Ringkasan"), sheet.told().text),
        (_("Data per"), day(changed) if changed else _("belum ada komitmen yang terbit")),
        (_("Dibuat"), moment(in_wib(now()))),
        (_("Alamat"), address_of(matrix)),
        (_("Penerbit"), settings.office_name),
        (_("Lisensi"), LICENCE),
    ]
    example = [(_("Data contoh"), example_words())] if is_example else []
    past = matrix.question.as_of
    if past:
        told.insert(0, (_("Keadaan per"), day(past)))
    if matrix.before:
        told.insert(0, (_("Perubahan sejak"), day(matrix.before.since)))
    return [*told, *_how_to_read(sheet), *example]


def _how_to_read(sheet: Sheet) -> Told:
    """Marks, totals and missing numbers."""
    read: Told = [
        (_("Jumlah"), totals_note()),
        (_("Angka kecil"), masked_note()),
        (_("Tanpa angka"), _("Tanda + atau (2): ada komitmen yang rinciannya tidak menyebut angka itu.")),
        (_("Hari lampau"), sheet.past_note()),
        (_("Tanda") if sheet.matrix.before else _("Prioritas"), sheet.signs_note()),
        (_("Cara membaca"), _measure_note(sheet.question.measure)),
    ]
    return [
        *((name, text) for name, text in read if text),
        *((_("Warna"), text) for _s, text in sheet.legend()),
    ]


def _measure_note(measure: Measure) -> str:
    """As on the page, but of whole rupiah: a workbook has room for them."""
    note = MEASURE_NOTES.get(measure)
    return note(Figures(measure)) if note else ""


def totals_note() -> str:
    return _(
        "Satu komitmen atau mitra dihitung sekali meskipun ada di beberapa sel, jadi jumlahnya angka yang "
        "dihitung sendiri. Jumlah rupiah dan jiwa adalah rumus bila tidak ada angka yang disamarkan."
    )
