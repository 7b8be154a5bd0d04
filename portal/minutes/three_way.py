"""Joins two texts that began from the same one, line by line, where they touch different lines. Pure."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

Lines = Sequence[str]


class Common(NamedTuple):
    """Lines that stand in all three texts: where they begin in each, and where they end in the base."""

    base: int
    mine: int
    theirs: int
    length: int


def merge(base: str, mine: str, theirs: str) -> str | None:
    """The text with both changes, or None where both changed the same place: then a person decides."""
    texts = base.split("\n"), mine.split("\n"), theirs.split("\n")
    merged: list[str] = []
    at = Common(0, 0, 0, 0)
    for common in _common(*texts):
        ends = (common.base, common.mine, common.theirs)
        begins = (at.base + at.length, at.mine + at.length, at.theirs + at.length)
        chunks = [text[begin:end] for text, begin, end in zip(texts, begins, ends, strict=True)]
        chosen = _chosen(*chunks)
        if chosen is None:
            return None
        merged += [*chosen, *texts[0][common.base : common.base + common.length]]
        at = common
    return "\n".join(merged)


def _chosen(base: Lines, mine: Lines, theirs: Lines) -> Lines | None:
    """What stands between common lines: whichever side changed it, if only one did or both alike."""
    if mine in (base, theirs):
        return theirs
    return mine if theirs == base else None


def _common(base: Lines, mine: Lines, theirs: Lines) -> Iterator[Common]:
    """Runs of lines common to all three, in order; the last is empty and stands at the end."""
    ours = SequenceMatcher(None, base, mine).get_matching_blocks()
    others = SequenceMatcher(None, base, theirs).get_matching_blocks()
    i = j = 0
    while i < len(ours) and j < len(others):
        a, b = ours[i], others[j]
        begin, end = max(a.a, b.a), min(a.a + a.size, b.a + b.size)
        if begin < end:
            yield Common(begin, a.b + begin - a.a, b.b + begin - b.a, end - begin)
        if a.a + a.size < b.a + b.size:
            i += 1
        else:
            j += 1
    yield Common(len(base), len(mine), len(theirs), 0)
