"""Changes between two days in words, each figure before and after, for the page and the files."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from flask import url_for

from portal.commitments.rules import CommitmentStatus
from portal.core.wording import _, _l, ngettext
from portal.history.change_queries import Changed
from portal.history.change_rules import HEADS, ChangeKind, Move
from portal.web.filters import Panel
from portal.web.formats import day, in_language, number, rupiah_short

MOST_PLACES = 4
MONEY = {"rupiah", "realised_rupiah"}
LABELS = {"starts_on": _l("mulai"), "ends_on": _l("selesai"), "status": _l("status")}
LEADS: Mapping[ChangeKind, Callable[[str], str]] = {
    ChangeKind.NEW: lambda when: _("Terverifikasi %(date)s", date=when),
    ChangeKind.GROWN: lambda when: _("Janji diubah %(date)s", date=when),
    ChangeKind.SHRUNK: lambda when: _("Janji diubah %(date)s", date=when),
    ChangeKind.MOVED: lambda when: _("Janji diubah %(date)s", date=when),
    ChangeKind.CANCELLED: lambda when: _("Dibatalkan %(date)s", date=when),
    ChangeKind.DELIVERED: lambda when: _("Laporan atau penyelesaian %(date)s", date=when),
    ChangeKind.CORRECTED: lambda when: _("Laporan terverifikasi %(date)s", date=when),
}


@dataclass(frozen=True)
class Figure:
    """One figure in words. Of what is new, or called off, only one side is told: `old` is empty."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Place:
    name: str
    figures: Sequence[Figure]


@dataclass(frozen=True)
class Entry:
    """One change as a page shows it; of many places the first, `more` says how many others."""

    changed: Changed
    url: str
    when: str
    strategy: str
    facts: Sequence[Figure]
    places: Sequence[Place]
    more: int


def entry_of(changed: Changed) -> Entry:
    """A change in words, leading to the commitment's page."""
    moves = changed.change.moves
    facts = [_figure(move, changed) for move in moves if move.line is None]
    found = groupby((move for move in moves if move.line), key=lambda move: move.line)
    places = [Place(line.name, [_figure(move, changed) for move in group]) for line, group in found if line]
    return Entry(
        changed=changed,
        url=url_for("public.commitment", reference=changed.reference),
        when=LEADS[changed.kind](day(changed.day)),
        strategy=f"{changed.strategy_number} {in_language(changed, 'strategy_short')}",
        facts=facts,
        places=places[:MOST_PLACES],
        more=max(0, len(places) - MOST_PLACES),
    )


def _figure(move: Move, changed: Changed) -> Figure:
    """Of two sides the unit stands behind the one that is told last."""
    if move.name == "place":
        came = changed.kind in (ChangeKind.NEW, ChangeKind.GROWN)
        return Figure("", "", _("tanpa angka") if came else _("dihapus dari janji"))
    label, unit = str(LABELS.get(move.name, "")), changed.unit
    if changed.kind is ChangeKind.NEW or move.name == "status":
        return Figure(label, "", _words(move.new, move, unit))
    if changed.kind is ChangeKind.CANCELLED:
        return Figure(label, "", _words(move.old, move, unit))
    return Figure(label, _words(move.old, move, unit, counted=move.new is None), _words(move.new, move, unit))


def _words(value: Any, move: Move, unit: str, *, counted: bool = True) -> str:
    """A figure as everybody may read it, small counts of people masked; `counted`: with what it counts."""
    if value is None:
        return "–"
    if move.name in MONEY:
        return rupiah_short(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, CommitmentStatus):
        return str(value.label).lower()
    shown = move.shown(value, unit)
    if not counted:
        return number(shown)
    return _heads(move.name, shown) if move.name in HEADS else f"{number(shown)} {unit}".strip()


def _heads(name: str, shown: int | str) -> str:
    """40 keluarga, <5 orang."""
    several = shown if isinstance(shown, int) else 2
    if "households" in name:
        return ngettext("%(number)s keluarga", "%(number)s keluarga", several, number=number(shown))
    return ngettext("%(number)s orang", "%(number)s orang", several, number=number(shown))


@dataclass(frozen=True)
class Way:
    """A kind of change, or all of them, and the list where it stands alone."""

    label: str
    address: str

    def url(self) -> str:
        return self.address


@dataclass(frozen=True)
class Tally:
    """How many commitments stand under it, as components/counts.html takes it."""

    kind: Way
    number: int
    days: None = None


def tallied(counts: Mapping[ChangeKind, int], panel: Panel) -> list[Tally]:
    """All changes, then every kind with its number; zeros stay, so that each stands where it always does."""
    ways = [Way(str(kind.label), panel.address(perubahan=kind.slug)) for kind in ChangeKind]
    every = Tally(Way(_("Semua perubahan"), panel.address(perubahan="")), sum(counts.values()))
    return [every, *(Tally(way, counts[kind]) for way, kind in zip(ways, ChangeKind, strict=True))]


def grouped(entries: Iterable[Entry]) -> list[tuple[ChangeKind, list[Entry]]]:
    """The entries of a page under the names of their kinds."""
    found = groupby(entries, key=lambda each: each.changed.kind)
    return [(kind, list(members)) for kind, members in found]
