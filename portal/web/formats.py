"""How values stand on screens, per language (EYD: Rp1.500.000; 24 November 2026; pukul 10.42 WIB)."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel.dates import format_date
from flask import Flask
from jinja2 import pass_context

from portal.core.clock import in_wib
from portal.core.keyset import Total
from portal.core.values import Quarter
from portal.core.wording import _, number_words, plural, spoken
from portal.web.markdown import blessed

NBSP = "\u00a0"
KILOBYTE, MEGABYTE = 1024, 1024 * 1024
SHORT = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"))


def rupiah(value: int | None) -> str:
    """Rp1.500.000; a dash where no value was given."""
    return "–" if value is None else "Rp" + number(value)


def rupiah_short(value: int | None) -> str:
    """Rp1,5 miliar: three figures at most, for cards and tiles."""
    if value is None:
        return "–"
    words = {"triliun": _("triliun"), "miliar": _("miliar"), "juta": _("juta")}
    for size, word in SHORT:
        if value >= size:
            figure = number_words(Decimal(value) / size, "#,##0.#", spoken())
            return f"Rp{figure}{NBSP}{words[word]}"
    return rupiah(value)


def number(value: int | Decimal | str | None) -> str:
    """98.160 or 2,5; text such as "<5" passes."""
    if value is None:
        return "–"
    return value if isinstance(value, str) else number_words(value, "#,##0.###", spoken())


def total(value: Total) -> str:
    """1.234 rows, or 1.000+ where counting stopped."""
    return number(value.number) + ("+" if value.more else "")


def percent(value: int | None) -> str:
    """Whole percent: 40 %."""
    return "" if value is None else f"{number(value)}\u00a0%"


def day(value: date | datetime | None) -> str:
    """24 November 2026."""
    return "–" if value is None else _date_words(_local(value), "d MMMM y", spoken())


def day_short(value: date | datetime | None) -> str:
    """24 Nov 2026."""
    return "–" if value is None else _date_words(_local(value), "d MMM y", spoken())


def moment(value: datetime | None) -> str:
    """24 November 2026, pukul 10.42 WIB."""
    if value is None:
        return "–"
    clock = in_wib(value).strftime("%H.%M" if spoken() == "id" else "%H:%M")
    return _("%(day)s, pukul %(time)s WIB", day=day(value), time=clock)


def quarter(value: Quarter) -> str:
    """triwulan II 2026: how government reporting counts (PP 39/2006)."""
    return _("triwulan %(roman)s %(year)d", roman=value.roman, year=value.year)


def difference(value: int | Decimal | None, money: bool = False) -> str:
    """+3 or −2: what came between two totals; a dash where nothing is said."""
    if value is None:
        return "–"
    sign = "+" if value > 0 else "−" if value < 0 else ""
    size = -value if value < 0 else value
    return sign + (rupiah(int(size)) if money else number(size))


def capitalize_first(text: str) -> str:
    """The text with a capital at the beginning, the rest as it is: Triwulan II 2026."""
    return text[:1].upper() + text[1:]


def in_language(thing: Any, name: str) -> str:
    """The column of a pair such as name_id and name_en that belongs to the language of the page."""
    return str(getattr(thing, f"{name}_{spoken()}"))


def filesize(size: int) -> str:
    """1,2 MB or 340 kB: what a download costs."""
    if size < MEGABYTE // 10:
        return f"{max(1, round(size / KILOBYTE))} kB"
    return f"{number_words(Decimal(size) / MEGABYTE, '#,##0.#', spoken())} MB"


def listed(names: list[str]) -> str:
    """Names in a sentence: "a, b, dan c"."""
    if len(names) < 2:
        return "".join(names)
    if len(names) == 2:
        return _("%(one)s dan %(other)s", one=names[0], other=names[1])
    return _("%(names)s, dan %(last)s", names=", ".join(names[:-1]), last=names[-1])


def _local(value: date | datetime) -> date:
    return in_wib(value).date() if isinstance(value, datetime) else value


@lru_cache(maxsize=2048)
def _date_words(value: date, pattern: str, language: str) -> str:
    return format_date(value, pattern, locale=language)


def _finished_once(gettext: Callable[..., str]) -> Callable[..., str]:
    """Jinja takes 5 µs for a text, some 200 times a page: one without values is made once per language."""
    finished: dict[tuple[str, str], str] = {}

    @pass_context
    def words(context: Any, message: str, **values: Any) -> str:
        if values:
            return gettext(context, message, **values)
        key = (spoken(), message)
        if key not in finished:
            finished[key] = gettext(context, message)
        return finished[key]

    return words


def install(app: Flask) -> None:
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=_, ngettext=plural, newstyle=True
    )
    gettext: Any = app.jinja_env.globals["gettext"]
    words = _finished_once(gettext)
    app.jinja_env.globals.update(gettext=words, _=words)
    app.jinja_env.filters.update(
        rupiah=rupiah,
        rupiah_short=rupiah_short,
        percent=percent,
        number=number,
        total=total,
        date=day,
        date_short=day_short,
        datetime=moment,
        quarter=quarter,
        difference=difference,
        capitalize_first=capitalize_first,
        blessed=blessed,
        in_language=in_language,
        listed=listed,
        filesize=filesize,
    )
