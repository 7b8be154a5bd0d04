"""Figures inside a line of the trail ("Stabat (12.05.07): rupiah 253800000"), in the words of screens."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from portal.core.wording import LazyString, _l
from portal.web import formats

FIGURE = re.compile(r"([a-z_]+) (\d+(?:\.\d+)?)")
WORDS: Mapping[str, LazyString] = {
    "quantity": _l("kuantitas"),
    "households": _l("keluarga (KK)"),
    "people": _l("orang"),
    "women": _l("perempuan"),
    "men": _l("laki-laki"),
    "disabled": _l("penyandang disabilitas"),
    "physical_percent": _l("kemajuan fisik"),
    "realised_rupiah": _l("tersalur"),
    "realised_quantity": _l("kuantitas"),
    "reached_households": _l("keluarga (KK)"),
    "reached_people": _l("orang"),
}
WRITTEN: Mapping[str, Callable[[str], str]] = {
    "rupiah": lambda value: formats.rupiah(int(value)),
    "realised_rupiah": lambda value: formats.rupiah(int(value)),
    "physical_percent": lambda value: formats.percent(int(value)),
}


def with_words(text: str) -> str:
    """The line with its figures as screens write them; a text that is no such line stays as it is."""
    place, colon, said = text.rpartition(": ")
    figures = [FIGURE.fullmatch(part) for part in said.split(", ")]
    if not colon or not all(each and _is_known(each[1]) for each in figures):
        return text
    return f"{place}: " + ", ".join(_said(each[1], each[2]) for each in figures if each)


def _is_known(name: str) -> bool:
    return name in WORDS or name in WRITTEN


def _said(name: str, value: str) -> str:
    written = WRITTEN[name](value) if name in WRITTEN else formats.number(Decimal(value))
    return f"{WORDS[name]} {written}" if name in WORDS else written
