"""The lines of an agenda while they are written: moved, added, taken away, and read in the end. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypedDict

from portal.core.wording import _

ADD, CARRY = "add", "carry"
LONGEST_MINUTES = 600


class Row(TypedDict):
    """A line as it was typed."""

    title: str
    minutes: str
    presenter: str
    carried: str


class Line(TypedDict):
    """A line as it is kept."""

    title: str
    minutes: int | None
    presenter: str
    carried: int | None


def row(title: str = "", minutes: object = "", presenter: str = "", carried: object = "") -> Row:
    return Row(title=title, minutes=str(minutes or ""), presenter=presenter, carried=str(carried or ""))


def arranged(rows: Sequence[Mapping[str, Any]], press: str) -> list[Row]:
    """The lines after a button: "add", "remove-2", "up-2", "down-2"; anything else changes nothing."""
    lines = [row(**each) for each in rows]
    verb, _dash, where = press.partition("-")
    if verb == ADD:
        return [*lines, row()]
    place = int(where) if where.isdecimal() and len(where) < 5 else len(lines)
    if place >= len(lines):
        return lines
    line = lines.pop(place)
    if verb == "up":
        lines.insert(max(0, place - 1), line)
    elif verb == "down":
        lines.insert(place + 1, line)
    elif verb != "remove":
        lines.insert(place, line)
    return lines


def carried_in(rows: Sequence[Mapping[str, Any]], carried: Sequence[Row]) -> list[Row]:
    """The lines with those that take up action items after the opening, behind the ones carried before."""
    lines = [row(**each) for each in rows]
    place = min(1, len(lines))
    while place < len(lines) and lines[place]["carried"]:
        place += 1
    return [*lines[:place], *carried, *lines[place:]]


def faults(line: Mapping[str, Any], number: int) -> list[tuple[str, Any]]:
    """(question, what is wrong) for the line of this number; an empty line has none and is left out."""
    minutes = line["minutes"] or ""
    found: list[tuple[str, Any]] = []
    if not line["title"] and (minutes or line["presenter"]):
        found.append(("title", _("Acara %(number)d: isi acaranya", number=number)))
    if minutes and not (minutes.isdecimal() and len(minutes) < 5 and 1 <= int(minutes) <= LONGEST_MINUTES):
        found.append(("minutes", _no_minutes(number)))
    return found


def _no_minutes(number: int) -> str:
    return _(
        "Acara %(number)d: isi menit dengan bilangan bulat antara 1 dan %(most)d",
        number=number,
        most=LONGEST_MINUTES,
    )


def lines_of(rows: Iterable[Mapping[str, Any]]) -> list[Line]:
    """What is kept of lines without faults."""
    return [
        Line(
            title=each["title"],
            minutes=int(each["minutes"]) if each["minutes"] else None,
            presenter=each["presenter"] or "",
            carried=int(each["carried"]) if str(each["carried"]).isdecimal() else None,
        )
        for each in rows
        if each["title"]
    ]
