"""Turns HTML that web/markdown.py made into a tree that templates walk: text stays data, never source. Pure.

Blocks: p, h, list, table, quote, code, rule. Inlines: text, strong, em, del, mono, link, break.
"""

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

Node = dict[str, Any]
DEEPEST = 12  # deeper nesting is read as if it stood here: Typst ends at some depth of calls
VOID = {"br", "hr"}
STYLES = {"strong": "strong", "em": "em", "del": "del", "code": "mono", "a": "link"}
HEADINGS = ("h3", "h4", "h5", "h6")
BLOCKS = {"p", "ul", "ol", "blockquote", "pre", "table", "hr", *HEADINGS}


class _Tree(HTMLParser):
    """The elements as nested lists: [tag, attributes, children]."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root: Node = {"tag": "", "attributes": {}, "children": []}
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element: Node = {"tag": tag, "attributes": dict(attrs), "children": []}
        self._open[-1]["children"].append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if any(element["tag"] == tag for element in self._open[1:]):
            while self._open.pop()["tag"] != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._open[-1]["children"].append(data)


def blocks_of(html: str) -> list[Node]:
    """The blocks of a sanitised text, in order."""
    tree = _Tree()
    tree.feed(html)
    tree.close()
    return _blocks(tree.root, 0)


def paragraphs_of(text: str) -> list[Node]:
    """Plain text as blocks: blank lines part paragraphs, line ends stay."""
    parts = [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
    return [{"kind": "p", "inlines": _lines(part)} for part in parts]


def _lines(text: str) -> list[Node]:
    inlines: list[Node] = []
    for number, line in enumerate(text.split("\n")):
        inlines += [{"kind": "break"}] if number else []
        inlines.append({"kind": "text", "text": line})
    return inlines


def _blocks(element: Node, depth: int) -> list[Node]:
    """Children as blocks; bare text between blocks becomes a paragraph."""
    if depth > DEEPEST:
        return [{"kind": "p", "inlines": [{"kind": "text", "text": _text(element)}]}]
    blocks: list[Node] = []
    loose: list[Any] = []
    for child in [*element["children"], None]:
        if child is not None and (isinstance(child, str) or child["tag"] not in BLOCKS):
            loose.append(child)
            continue
        inlines = _inlines(loose, depth)
        if any(inline.get("text", "x").strip() for inline in inlines):
            blocks.append({"kind": "p", "inlines": inlines})
        loose = []
        if child is not None:
            blocks.append(_block(child, depth + 1))
    return blocks


def _block(element: Node, depth: int) -> Node:
    tag = element["tag"]
    if tag in HEADINGS:
        return {"kind": "h", "level": int(tag[1]) - 2, "inlines": _inlines(element["children"], depth)}
    makers: dict[str, Callable[[Node, int], Node]] = {
        "ul": _list,
        "ol": _list,
        "table": _table,
        "blockquote": lambda quote, deep: {"kind": "quote", "blocks": _blocks(quote, deep)},
        "pre": lambda code, _deep: {"kind": "code", "text": _text(code).rstrip("\n")},
        "hr": lambda _rule, _deep: {"kind": "rule"},
    }
    if tag in makers:
        return makers[tag](element, depth)
    return {"kind": "p", "inlines": _inlines(element["children"], depth)}


def _list(element: Node, depth: int) -> Node:
    items = [_blocks(child, depth) for child in _elements(element, "li")]
    start = str(element["attributes"].get("start") or "1")
    number = min(int(start), 10**6) if start.isdecimal() else 1
    return {"kind": "list", "ordered": element["tag"] == "ol", "start": number, "items": items}


def _table(element: Node, depth: int) -> Node:
    """Head and rows as cells of inlines; short rows are filled up."""
    rows = [_cells(row, depth) for part in ("thead", "tbody") for row in _rows(element, part)]
    width = max((len(row) for row in rows), default=1)
    filled = [row + [{"align": "left", "inlines": []}] * (width - len(row)) for row in rows]
    return {"kind": "table", "width": width, "head": filled[:1], "rows": filled[1:]}


def _rows(table: Node, part: str) -> list[Node]:
    return [row for group in _elements(table, part) for row in _elements(group, "tr")]


def _cells(row: Node, depth: int) -> list[Node]:
    cells = [cell for cell in row["children"] if isinstance(cell, dict) and cell["tag"] in ("td", "th")]
    return [
        {"align": cell["attributes"].get("align") or "left", "inlines": _inlines(cell["children"], depth)}
        for cell in cells
    ]


def _elements(element: Node, tag: str) -> list[Node]:
    return [child for child in element["children"] if isinstance(child, dict) and child["tag"] == tag]


def _inlines(children: list[Any], depth: int) -> list[Node]:
    inlines: list[Node] = []
    for child in children:
        if isinstance(child, str):
            if text := child.replace("\n", " "):
                inlines.append({"kind": "text", "text": text})
        elif child["tag"] == "br":
            inlines.append({"kind": "break"})
        elif child["tag"] in STYLES and depth <= DEEPEST:
            inlines.append(_styled(child, depth + 1))
        else:
            inlines.append({"kind": "text", "text": _text(child)})
    return inlines


def _styled(element: Node, depth: int) -> Node:
    styled: Node = {"kind": STYLES[element["tag"]], "inlines": _inlines(element["children"], depth)}
    if element["tag"] == "a":
        styled["url"] = element["attributes"].get("href") or ""
    return styled


def _text(element: Node) -> str:
    """All the text inside, without recursion: this is what is left where nesting is too deep."""
    parts: list[str] = []
    waiting: list[Any] = [element]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            parts.append(node)
        else:
            waiting.extend(reversed(node["children"]))
    return "".join(parts)
