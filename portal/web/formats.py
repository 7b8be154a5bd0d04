"""How values stand on screens, per language (EYD: Rp1.500.000; 24 November 2026; pukul 10.42 WIB)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal
from flask import Flask
from flask_babel import get_locale, get_translations

from portal.core.clock import in_wib
from portal.core.values import Quarter
from portal.core.wording import _, plural
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
            figure = format_decimal(Decimal(value) / size, "#,##0.#", locale=get_locale())
            return f"Rp{figure}{NBSP}{words[word]}"
    return rupiah(value)


def number(value: int | Decimal | str | None) -> str:
    """98.160 or 2,5; text such as "<5" passes."""
    if value is None:
        return "–"
    return value if isinstance(value, str) else format_decimal(value, "#,##0.###", locale=get_locale())


def percent(value: int | None) -> str:
    """Whole percent: 40 %."""
    return "" if value is None else f"{number(value)}\u00a0%"


def day(value: date | datetime | None) -> str:
    """24 November 2026."""
    return "–" if value is None else format_date(_local(value), "d MMMM y", locale=get_locale())


def day_short(value: date | datetime | None) -> str:
    """24 Nov 2026."""
    return "–" if value is None else format_date(_local(value), "d MMM y", locale=get_locale())


def moment(value: datetime | None) -> str:
    """24 November 2026, pukul 10.42 WIB."""
    if value is None:
        return "–"
    clock = in_wib(value).strftime("%H.%M" if str(get_locale()) == "id" else "%H:%M")
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
    language = "en" if str(get_locale()) == "en" else "id"
    return str(getattr(thing, f"{name}_{language}"))


def filesize(size: int) -> str:
    """1,2 MB or 340 kB: what a download costs."""
    if size < MEGABYTE // 10:
        return f"{max(1, round(size / KILOBYTE))} kB"
    return f"{format_decimal(Decimal(size) / MEGABYTE, '#,##0.#', locale=get_locale())} MB"


def listed(names: list[str]) -> str:
    """Names in a sentence: "a, b, dan c"."""
    if len(names) < 2:
        return "".join(names)
    if len(names) == 2:
        return _("%(one)s dan %(other)s", one=names[0], other=names[1])
    return _("%(names)s, dan %(last)s", names=", ".join(names[:-1]), last=names[-1])


def _local(value: date | datetime) -> date:
    return in_wib(value).date() if isinstance(value, datetime) else value


def install(app: Flask) -> None:
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda text: get_translations().ugettext(text), ngettext=plural, newstyle=True
    )
    app.jinja_env.filters.update(
        rupiah=rupiah,
        rupiah_short=rupiah_short,
        percent=percent,
        number=number,
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
