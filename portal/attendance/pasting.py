"""Reads a pasted attendance list: nama; lembaga; jabatan; L/P; kontak. Pure: a person sees it before saving.

Columns are divided by tab, semicolon or comma; a running number in front and a heading line are passed over.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from portal.core.values import has_possible_nik
from portal.core.wording import _l
from portal.meetings.rules import Sex, guessed_kind, written_key
from portal.organisations.rules import OrganisationKind
from portal.web.fields import clean_line

MOST_LINES = 2_000
LONGEST_LINE = 1_000
LONGEST_CELL = 200
COLUMNS = 5
_SEXES = {
    **dict.fromkeys(("l", "lk", "laki", "laki-laki", "laki laki", "pria", "m", "male"), Sex.MALE),
    **dict.fromkeys(("p", "pr", "perempuan", "wanita", "f", "female"), Sex.FEMALE),
}
NO_NAME = _l("nama kosong")
NO_ORGANISATION = _l("lembaga kosong")
NO_SEX = _l("kolom keempat harus L atau P")
LONG_CELL = _l("isi satu kolom lebih dari %(most)d karakter", most=LONGEST_CELL)
MANY_CELLS = _l("lebih dari %(most)d kolom", most=COLUMNS)
FEW_CELLS = _l("kurang dari empat kolom")
NIK = _l("memuat 16 angka yang mungkin NIK")
BEYOND = _l("melewati %(most)d baris; tempel sisanya sesudah ini", most=MOST_LINES)


@dataclass(frozen=True)
class Person:
    """What a line says, ready to be kept."""

    name: str
    organisation_id: int | None
    organisation_written: str
    kind: OrganisationKind
    position: str
    sex: Sex
    contact: str

    @property
    def key(self) -> tuple[str, str]:
        """Equal for lines that may be the same person."""
        return written_key(self.name), written_key(self.organisation_written)


@dataclass(frozen=True)
class PastedLine:
    """A line by its number in the text: a person, or why not. `twice`: perhaps on the list already."""

    number: int
    text: str
    person: Person | None = None
    fault: Any = None
    twice: bool = False


@dataclass(frozen=True)
class Reading:
    """All lines of a paste that say something."""

    lines: list[PastedLine]

    @property
    def people(self) -> list[Person]:
        return [line.person for line in self.lines if line.person]

    @property
    def refused(self) -> list[PastedLine]:
        return [line for line in self.lines if line.fault]

    @property
    def rest(self) -> str:
        """The refused lines as they were pasted, for mending."""
        return "\n".join(line.text for line in self.refused)


Known = Mapping[str, tuple[int, OrganisationKind]]


def read(text: str, known: Known, there: frozenset[tuple[str, str]] = frozenset()) -> Reading:
    """Read a paste. `known` are verified organisations by written_key, `there` the keys of people listed."""
    return Reading(list(_lines(text, known, set(there))))


def _lines(text: str, known: Known, seen: set[tuple[str, str]]) -> Iterator[PastedLine]:
    said = 0
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        cells = _cells(raw)
        if not any(cells) or (said == 0 and _is_heading(cells)):
            continue
        said += 1
        fault = BEYOND if said > MOST_LINES else _fault(raw, cells)
        if fault:
            yield PastedLine(number, raw, fault=fault)
            continue
        person = _person(cells, known)
        yield PastedLine(number, raw, person, twice=person.key in seen)
        seen.add(person.key)


def _cells(raw: str) -> list[str]:
    """The cells of a line, cleaned; without the running number that lists have in front."""
    divider = next((mark for mark in "\t;" if mark in raw), ",")
    line = raw[: LONGEST_LINE + 1].replace("\0", "")
    try:
        (row,) = csv.reader([line], delimiter=divider)
    except (csv.Error, ValueError):
        row = line.split(divider)
    cells = [clean_line(cell) or "" for cell in row]
    if len(cells) > 2 and cells[0].rstrip(".)").isdecimal() and len(cells[0]) <= 5:
        cells = cells[1:]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _is_heading(cells: list[str]) -> bool:
    words = {cell.casefold().rstrip(".") for cell in cells}
    return "nama" in words or "name" in words


def _fault(raw: str, cells: list[str]) -> Any:
    """Why a line cannot be taken, or None."""
    faults = (
        (has_possible_nik(raw[:LONGEST_LINE]), NIK),
        (len(raw) > LONGEST_LINE or any(len(cell) > LONGEST_CELL for cell in cells), LONG_CELL),
        (len(cells) < 4, FEW_CELLS),
        (len(cells) > COLUMNS, MANY_CELLS),
        (not cells[0], NO_NAME),
        (len(cells) > 1 and not cells[1], NO_ORGANISATION),
        (len(cells) > 3 and cells[3].casefold().rstrip(".") not in _SEXES, NO_SEX),
    )
    return next((fault for broken, fault in faults if broken), None)


def _person(cells: list[str], known: Known) -> Person:
    name, organisation, position, sex, contact = [*cells, ""][:COLUMNS]
    found = known.get(written_key(organisation))
    kind = found[1] if found else guessed_kind(organisation)
    key = found[0] if found else None
    return Person(name, key, organisation, kind, position, _SEXES[sex.casefold().rstrip(".")], contact)
