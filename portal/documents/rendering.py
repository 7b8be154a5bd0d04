"""Compiles a paper. Data goes in as JSON beside the template, never into its source: text stays text."""

import json
import re
import unicodedata
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import typst
from PIL import Image

from portal.config import ROOT

PAPERS = ROOT / "templates" / "documents"
FONTS = Path(__file__).parent / "fonts"
EPOCH = datetime(2024, 1, 1, tzinfo=UTC)  # for papers that name no moment: equal data gives equal bytes
LOGO_SIDE = 300  # pixels; printed at 2 cm
MOST_MARKS = 2  # accents on one letter; heaps of them confuse what a PDF says its glyphs are
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class PaperBroken(RuntimeError):
    """A template does not compile; the message names it and says where."""


def render(paper: str, data: dict[str, Any], at: datetime | None = None) -> bytes:
    """The PDF of templates/documents/<paper>.typ with this data (JSON values), dated `at`.

    No network and no system fonts are used; Typst reads nothing outside templates/documents. Raises
    PaperBroken.
    """
    template = PAPERS / f"{paper}.typ"
    try:
        return typst.compile(
            template,
            root=PAPERS,
            font_paths=_fonts(),
            sys_inputs={"data": json.dumps(printable(data))},
            timestamp=int((at or EPOCH).timestamp()),
        )
    except typst.TypstError as error:
        raise PaperBroken(f"{template.name}: {error.diagnostic or error.message}") from error
    except RuntimeError as error:  # the file is missing
        raise PaperBroken(f"{template.name}: {error}") from error


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Those inside the Typst package (Libertinus Serif; DejaVu Sans Mono for rare letters) and our own."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])


def printable(value: Any) -> Any:
    """The same data with texts as paper can show them: no unseen or direction-changing letters."""
    if isinstance(value, str):
        return _few_marks(_UNSEEN.sub("", value.replace("\u2028", "\n").replace("\u2029", "\n")))
    if isinstance(value, dict):
        return {key: printable(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [printable(each) for each in value]
    return value


def _few_marks(text: str) -> str:
    if text.isascii():
        return text
    kept, marks = [], 0
    for letter in unicodedata.normalize("NFC", text):
        marks = marks + 1 if unicodedata.category(letter).startswith("M") else 0
        if marks <= MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


@lru_cache(maxsize=2)
def logo_bytes(path: str) -> list[int] | None:
    """The logo of the letterhead as small PNG bytes, which Typst takes as numbers; None without one."""
    if not path:
        return None
    with Image.open(Path(path), formats=["PNG", "JPEG"]) as image:
        image.thumbnail((LOGO_SIDE, LOGO_SIDE))
        out = BytesIO()
        image.convert("RGBA").save(out, "PNG")
    return list(out.getvalue())
