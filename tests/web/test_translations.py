"""Every text has its English, with the same placeholders."""

import ast
import re
from io import BytesIO

from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from portal.config import ROOT

KEYWORDS = {"_": None, "_l": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None}
PLACE = re.compile(r"%\((\w+)\)[sd]")


def _texts() -> set[str]:
    """The Indonesian texts of code and templates."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, KEYWORDS)
    return {message if isinstance(message, str) else message[0] for _file, _line, message, _c, _x in found}


def _catalogue() -> dict[str, Message]:
    source = (ROOT / "portal/translations/en/LC_MESSAGES/messages.po").read_bytes()
    catalogue = read_po(BytesIO(source), locale="en")
    return {m.id if isinstance(m.id, str) else m.id[0]: m for m in catalogue if m.id}


def test_every_text_has_its_english() -> None:
    known = _catalogue()
    assert sorted(text for text in _texts() if text and text not in known) == []
    assert [m.id for m in known.values() if m.fuzzy or not all(_parts(m.string))] == []


def test_no_text_hides_in_a_formatted_string_where_extraction_misses_it() -> None:
    assert [
        f"{path.name}:{node.lineno}"
        for path in (ROOT / "portal").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.JoinedStr)
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS
    ] == []


def test_english_keeps_the_placeholders() -> None:
    wrong = [
        message.id
        for message in _catalogue().values()
        for part in _parts(message.string)
        if not set(PLACE.findall(part)) <= set(PLACE.findall(_parts(message.id)[0]))
    ]
    assert wrong == []


def _parts(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)
