"""What changed between two texts, for reading: whole lines, and within changed lines the words. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

AROUND = 2  # unchanged lines shown on each side of a change
WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """A run of text that stayed ("same"), came ("added") or went ("removed")."""

    kind: str
    text: str


@dataclass(frozen=True)
class Passage:
    """A line, or some changed lines together. `left_out` counts unchanged lines that are not shown."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    left_out: int = 0


def differences(old: str, new: str) -> list[Passage]:
    """The passages of the new text with what changed marked; far from a change only a count of lines."""
    before, after = old.split("\n"), new.split("\n")
    matcher = SequenceMatcher(None, before, after)
    passages: list[Passage] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            passages += _unchanged(before[a:b], first=a == 0, last=b == len(before))
        else:
            passages.append(_changed("\n".join(before[a:b]), "\n".join(after[c:d]), kind))
    return passages


def _unchanged(lines: list[str], *, first: bool, last: bool) -> Iterator[Passage]:
    """Some lines beside the change; nothing is near one before the first change and after the last."""
    head, tail = (0 if first else AROUND), (0 if last else AROUND)
    hidden = len(lines) - head - tail
    if hidden <= 1:
        yield from map(_same, lines)
        return
    yield from map(_same, lines[:head])
    yield Passage("gap", left_out=hidden)
    yield from map(_same, lines[len(lines) - tail :])


def _same(line: str) -> Passage:
    return Passage("same", (Piece("same", line),))


def _changed(old: str, new: str, kind: str) -> Passage:
    if kind == "insert":
        return Passage("added", (Piece("added", new),))
    if kind == "delete":
        return Passage("removed", (Piece("removed", old),))
    return Passage("changed", tuple(_words(WORDS.findall(old), WORDS.findall(new))))


def _words(old: list[str], new: list[str]) -> Iterator[Piece]:
    for kind, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(old[a:b]))
            continue
        if a < b:
            yield Piece("removed", "".join(old[a:b]))
        if c < d:
            yield Piece("added", "".join(new[c:d]))
