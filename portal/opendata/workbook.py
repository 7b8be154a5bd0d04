"""Data files as XLSX, written while they are read: one sheet of data, one that says what it is."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, Any

from flask import Response, request
from rustpy_xlsxwriter import Format, write_worksheets
from werkzeug.wsgi import wrap_file

from portal.core.clock import today
from portal.core.wording import _
from portal.opendata.files import DAY, MOMENT, TEXT, DataFile
from portal.web.csv import plain_cell

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 1_048_575  # a sheet has one more, for the header
MOST_LETTERS = 32_767  # in one cell
MOST_KEPT = 1024 * 1024  # larger files are not kept in memory for the next visitor
WIDTHS = {TEXT: 30.0, MOMENT: 17.0}
ON_PAPER = {"landscape": True, "paper_size": 8, "fit_to_pages": (1, 0), "repeat_rows": 0}
SHAPES = {DAY: "yyyy-mm-dd", MOMENT: "yyyy-mm-dd hh:mm"}
Notes = Sequence[tuple[str, str]]


class Counted:
    """Rows on their way, and how many have passed."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        self.rows, self.number = iter(rows), 0

    def __iter__(self) -> Iterator[Sequence[Any]]:
        for row in islice(self.rows, MOST_ROWS):
            self.number += 1
            yield row


def xlsx_file(file: DataFile, notes: Notes, rows: Iterable[Sequence[Any]]) -> Response:
    """Numbers as numbers, days as days, no formula; the columns are those of the CSV."""
    finished = TemporaryFile()  # noqa: SIM115  the answer closes it
    write(finished, file, notes, rows)
    size = finished.tell()
    finished.seek(0)
    body = wrap_file(request.environ, finished, buffer_size=64 * 1024)
    response = Response(body, mimetype=XLSX, direct_passthrough=True)
    if size <= MOST_KEPT:
        response.content_length = size
    return attached(response, file, "xlsx")


def attached(response: Response, file: DataFile, ending: str) -> Response:
    """The answer under the name of a file of today."""
    name = f"simpul-{file.slug}-{today().isoformat()}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def write(target: IO[bytes], file: DataFile, notes: Notes, rows: Iterable[Sequence[Any]]) -> None:
    """The two sheets into a file."""
    counted, about = Counted(rows), _("Catatan")
    shapes, widths = _shapes(file), {name: WIDTHS.get(kind, 14.0) for name, kind, _about in file.columns}
    sheets: Any = [(file.slug, _records(file, counted)), (about, _told(notes, file, counted))]
    write_worksheets(
        sheets,
        target,  # type: ignore[arg-type]
        freeze_panes={"general": {"row": 1, "col": 0}},
        header_format={file.slug: Format().set_bold(), about: Format().set_bold()},
        column_formats={file.slug: shapes},
        column_widths={file.slug: widths, about: [32.0, 110.0]},
        autofilter={file.slug: True},
        page_setup={file.slug: ON_PAPER, about: ON_PAPER},
    )


def cell(value: Any) -> Any:
    """A value as a cell: numbers and days stay what they are, text is never a formula."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None)
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return plain_cell(value)[:MOST_LETTERS] if isinstance(value, str) else value


def _shapes(file: DataFile) -> dict[str, Format]:
    """Days and moments in ISO 8601; rupiah in thousands."""
    shapes = {
        name: SHAPES.get(kind, "#,##0" if "rupiah" in name else "") for name, kind, _about in file.columns
    }
    return {name: Format().set_num_format(shape) for name, shape in shapes.items() if shape}


def _records(file: DataFile, rows: Counted) -> Iterator[dict[str, Any]]:
    """Rows by column; of no rows one that is blank, since the header comes from the first."""
    names = file.header
    for row in rows:
        yield dict(zip(names, map(cell, row), strict=True))
    if not rows.number:
        yield dict.fromkeys(names)


def _told(notes: Notes, file: DataFile, rows: Counted) -> Iterator[dict[str, str]]:
    """Written after the data, so it knows how many rows there were."""
    yield from _lines([*notes, (_("Baris"), str(rows.number))])
    if next(rows.rows, None) is not None:
        yield from _lines(
            [(_("Terpotong"), _("Lembar Excel sudah penuh. Semua baris ada dalam berkas CSV."))]
        )
    yield from _lines((name, f"{about} ({kind})") for name, kind, about in file.columns)


def _lines(pairs: Iterable[tuple[str, str]]) -> Iterator[dict[str, str]]:
    first, second = _("Catatan"), _("Isi")
    return ({first: name, second: cell(str(text))} for name, text in pairs)
