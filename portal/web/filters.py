"""Reads filters out of an address. An unknown value is said kindly, never guessed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar
from urllib.parse import urlencode

from flask import request
from werkzeug.exceptions import NotFound

from portal.core.errors import UnknownFilter
from portal.core.keyset import MOST_NUMBERED, Spot
from portal.core.wording import Word, _l
from portal.web.fields import clean_line
from portal.web.formats import day as day_words
from portal.web.formats import number as number_words

W = TypeVar("W", bound=Word)
LAST_PAGE = "akhir"
PLACES = ("halaman", "sesudah", "sebelum")  # words that say where in a list a page lies, not what is in it


class Exists(Protocol):
    """A page that knows whether there is such a page."""

    @property
    def exists(self) -> bool: ...


P = TypeVar("P", bound=Exists)


def text(name: str, maximum: int = 100) -> str:
    """A word to look for; empty where none was given."""
    return (clean_line(request.args.get(name, "")) or "")[:maximum]


def word(name: str, words: type[W]) -> W | None:
    """One member of a fixed choice by its address word. Raises UnknownFilter."""
    slug = text(name)
    if not slug:
        return None
    member = words.from_slug(slug)
    if member is None:
        raise UnknownFilter(name, slug)
    return member


def options_of(words: Iterable[Word]) -> list[tuple[str, str]]:
    """Fixed words as a Select offers them: how addresses write them, and what screens say."""
    return [(each.slug, str(each.label)) for each in words]


def number(name: str, least: int, most: int) -> int | None:
    """A whole number within bounds. Raises UnknownFilter."""
    given = text(name)
    if not given:
        return None
    if not re.fullmatch(r"\d{1,9}", given) or not least <= int(given) <= most:
        raise UnknownFilter(name, given)
    return int(given)


def year(name: str = "tahun") -> int | None:
    """A year. Raises UnknownFilter."""
    return number(name, 2000, 2100)


def day(name: str) -> date | None:
    """A day as YYYY-MM-DD. Raises UnknownFilter."""
    given = text(name)
    if not given:
        return None
    try:
        return date.fromisoformat(given if re.fullmatch(r"\d{4}-\d\d-\d\d", given) else "")
    except ValueError as error:
        raise UnknownFilter(name, given) from error


def page_number() -> int:
    """The page asked for, from 1. Raises UnknownFilter."""
    return number("halaman", 1, 1_000_000) or 1


def spot() -> Spot:
    """Where in a long list the page lies that is asked for. Raises UnknownFilter.

    The list's own links name a row (`sesudah`, `sebelum`) or the end (`halaman=akhir`); old ones a number.
    """
    after, before = text("sesudah"), text("sebelum")
    if after and before:
        raise UnknownFilter("sebelum", before)
    if after or before:
        return Spot(after, before)
    if text("halaman") == LAST_PAGE:
        return Spot(last=True)
    number = page_number()
    if number > MOST_NUMBERED:
        numbered = _l(
            "Hanya %(most)s halaman pertama punya nomor. Mulai dari awal atau akhir daftar.",
            most=MOST_NUMBERED,
        )
        raise UnknownFilter("halaman", str(number), numbered)
    return Spot(number=number)


def existing(page: P) -> P:
    """The page itself; one beyond the last does not exist (404)."""
    if not page.exists:
        raise NotFound
    return page


@dataclass(frozen=True)
class Select:
    """One question of a filter panel. The first option is the one that filters nothing.

    `lead` stands before the answer where the answer alone would not say what it does. `default` is the word
    of the first option where links name it: no chip, for it filters nothing.
    `counts`: how long the list would be under each answer, the other filters kept; None where that is not
    known at once.
    """

    name: str
    label: str
    options: Sequence[tuple[str, str]]
    is_filter: bool = True
    lead: str = ""
    counts: Mapping[str, int] | None = None
    default: str = ""

    @property
    def answers(self) -> tuple[tuple[str, str], ...]:
        """The options as they stand in the form: "2026 (40)" where they are counted."""
        counts = self.counts
        if counts is None:
            return tuple(self.options)
        return tuple(
            (
                str(value),
                f"{text} ({number_words(counts.get(value, 0))})" if value else str(text),
            )
            for value, text in self.options
        )

    def words_for(self, value: str) -> str:
        return self.lead + next((str(label) for key, label in self.options if key == value), value)


@dataclass(frozen=True)
class Day:
    """A question for a day, answered in the browser's own calendar. `lead` stands before it in a chip.

    `usual`: the day that is meant where none is given.
    """

    name: str
    label: str
    lead: str
    latest: date
    usual: date | None = None

    def words_for(self, value: str) -> str:
        return f"{self.lead} {day_words(date.fromisoformat(value))}" if value else ""


@dataclass(frozen=True)
class Chip:
    """An active filter, and the same list without it."""

    label: str
    url: str


class Panel:
    """The filters of one list: the questions, what is chosen, and the same list with one thing changed.

    `fixed` are filters without a question of their own, such as the partner a link names: {name: label}.
    """

    def __init__(
        self,
        selects: Sequence[Select],
        search_label: str = "",
        fixed: Mapping[str, str] | None = None,
        days: Sequence[Day] = (),
    ) -> None:
        self.selects = selects
        self.days = days
        self.search_label = search_label
        self.fixed = {name: label for name, label in (fixed or {}).items() if text(name)}
        asked = [*(select.name for select in selects), *(day.name for day in days)]
        names = [*asked, *(["q"] if search_label else []), *self.fixed]
        defaults = {select.name: select.default for select in selects}
        self.values = {name: text(name) for name in names if text(name) not in ("", defaults.get(name))}

    @property
    def hidden(self) -> dict[str, str]:
        return {name: self.values[name] for name in self.fixed}

    @property
    def chips(self) -> list[Chip]:
        """What is active, in the order of the panel; the order of the list is no filter."""
        labels = {d.name: d.words_for(self.values.get(d.name, "")) for d in self.days} | dict(self.fixed)
        labels |= {s.name: s.words_for(self.values.get(s.name, "")) for s in self.selects if s.is_filter}
        if self.search_label:
            labels["q"] = f"“{self.values.get('q', '')}”"
        return [Chip(label, self.address(**{n: ""})) for n, label in labels.items() if n in self.values]

    @property
    def summary(self) -> str:
        return " · ".join(chip.label for chip in self.chips)

    @property
    def query(self) -> str:
        """The filters as they stand in an address: "?tahun=2026", or nothing."""
        return f"?{urlencode(self.values)}" if self.values else ""

    @property
    def clear_url(self) -> str:
        return request.script_root + request.path

    def address(self, **changes: object) -> str:
        """The first page of this list with other answers."""
        values = self.values | {name: str(value) for name, value in changes.items()}
        kept = {name: value for name, value in values.items() if value}
        return self.clear_url + (f"?{urlencode(kept)}" if kept else "")

    def page(self, number: int) -> str:
        """The address of a page of this list."""
        return self.address(halaman=number if number > 1 else "")

    def after(self, row: str) -> str:
        """The address of the page that begins after a row."""
        return self.address(sesudah=row)

    def before(self, row: str) -> str:
        """The address of the page that ends before a row."""
        return self.address(sebelum=row)

    @property
    def last_page(self) -> str:
        return self.address(halaman=LAST_PAGE)
