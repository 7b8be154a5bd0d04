"""Spreadsheets of places: read, plan (shown first), apply. One bad row does not fail the good ones."""

import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

from portal.core.errors import Refused
from portal.core.values import has_possible_nik
from portal.core.wording import LazyString, Word, _l
from portal.web.fields import clean_line

MOST_ROWS = 5000


class Step(Word):
    """What a row of a file will do."""

    ADD = "add", "tambah", _l("tambah")
    CHANGE = "change", "ubah", _l("ubah")
    SAME = "same", "tetap", _l("tetap")
    REJECT = "reject", "tolak", _l("tolak")


@dataclass(frozen=True)
class Row:
    """A row as it was written; `line` is its line in the file."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Planned:
    """What one row will do: `about` names the thing, `reason` says why a row is rejected or what changes."""

    line: int
    step: Step
    about: str
    reason: str | LazyString = ""
    key: str = ""
    answers: dict[str, Any] = field(default_factory=dict)


def read_rows(path: Path, needed: Collection[str]) -> list[Row]:
    """The rows of a CSV file (UTF-8; comma or semicolon). Raises Refused with the fault of the whole file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(_l("Berkas tidak dapat dibaca sebagai CSV UTF-8.")) from error
    rows = list(_rows(text))
    head = rows[0].cells if rows else dict.fromkeys(_header(text), "")
    missing = [column for column in needed if column not in head]
    if missing:
        raise Refused(_l("Kolom ini tidak ada: %(columns)s", columns=", ".join(missing)))
    if len(rows) > MOST_ROWS:
        raise Refused(_l("Paling banyak %(most)d baris dalam satu berkas", most=MOST_ROWS))
    return rows


def rejected(row: Row, about: str, reason: str | LazyString) -> Planned:
    """A row that will not be taken, with the place as it was written."""
    return Planned(row.line, Step.REJECT, about, reason)


def text_fault(row: Row) -> LazyString | None:
    """Why no row with these texts may be taken, whatever it is about."""
    if any(has_possible_nik(text) for text in row.cells.values()):
        return _l("memuat 16 angka berurutan yang mungkin NIK")
    if any(len(text) > 200 for name, text in row.cells.items() if name != "note"):
        return _l("ada isian lebih dari 200 karakter")
    return None


def _header(text: str) -> list[str]:
    first = text.splitlines()[0] if text else ""
    return [name.strip().lower() for name in first.split(_delimiter(text))]


def _delimiter(text: str) -> str:
    first = text.splitlines()[0] if text else ""
    return ";" if first.count(";") > first.count(",") else ","


def _rows(text: str) -> Iterator[Row]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
    header = [name.strip().lower() for name in next(reader, [])]
    for cells in reader:
        cleaned = [clean_line(cell) or "" for cell in cells]
        if any(cleaned):
            yield Row(reader.line_num, dict(zip(header, cleaned, strict=False)))
