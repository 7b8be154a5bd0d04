"""The measurements as Markdown, to be pasted into docs/benchmarks.md. Pure."""

import platform
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from portal.bench.entrants import BARE, DATASETTE, LIST, MATRIX, PLAIN, Key, Medians
from portal.bench.keeping import Register
from portal.bench.loading import CLIENTS, WORKERS, Loaded, Writing
from portal.bench.targets import (
    FRESH,
    KEPT,
    P1_FULL,
    P1_UNCHANGED,
    P9_MOST_MS,
    P9_SHARE,
    P12_MOST_MS,
    fresh_pages,
    growth,
    verdict,
)
from portal.registers.sizes import REFERENCE_VILLAGES

Lines = Iterator[str]


def heading(day: date, processors: int) -> str:
    return (
        f"## {day:%-d %B %Y}, {processors} cores ({platform.machine()}), Python {platform.python_version()}"
    )


def row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def head(*names: str, numbers: int) -> Lines:
    """The first two lines; so many columns at the right hold numbers."""
    yield row(*names)
    yield f"|{'---|' * (len(names) - numbers)}{'---:|' * numbers}"


def kept_table(medians: Medians, sizes: dict[str, tuple[int, int]]) -> Lines:
    """P1: pages that nothing has changed, and their sizes plain and compressed."""
    bare = medians[BARE, None]
    yield f"Bare Flask: {bare:.2f} ms."
    yield ""
    yield from head("page", "ms", "× bare, 200", "× bare, 304", "KB", "KB brotli", numbers=5)
    for path in KEPT:
        whole, unchanged = medians[path, None], medians[f"{path} 304", None]
        ratios = verdict(bare / whole, P1_FULL.ratio), verdict(bare / unchanged, P1_UNCHANGED.ratio)
        kilobytes = [f"{size / 1024:.1f}" for size in sizes[path]]
        yield row(path, f"{whole:.2f}", *ratios, *kilobytes)


def fresh_tables(medians: Medians, registers: Sequence[Register]) -> Lines:
    """P2 to P4: for each database and number of villages one table, a column of milliseconds per size."""
    bare = medians[BARE, None]
    yield f"Bare Flask: {bare:.2f} ms. Pages are made anew for each request."
    for (database, villages), group in _grouped(registers):
        names = [f"{register.size.commitments:,}" for register in group]
        yield ""
        yield f"### {database}, 23 kecamatan, {villages:,} villages"
        yield ""
        yield from head("", "page", *names, "× bare at most", "growth", numbers=len(names) + 2)
        for asked in fresh_pages(villages):
            times = {register.size.commitments: medians[asked.name, register] for register in group}
            target = asked.target
            ratio = verdict(bare / times[max(times)], target.ratio)
            grown = growth(times)
            grows = "" if grown is None else verdict(grown, target.growth, at_most=True)
            yield row(asked.target.number, asked.name, *(f"{ms:.2f}" for ms in times.values()), ratio, grows)


def peer_table(medians: Medians, registers: Sequence[Register]) -> Lines:
    """The same questions asked elsewhere, in the same rounds."""
    if all(register.size.villages != REFERENCE_VILLAGES for register in registers):
        return
    yield from head("question", "on", "Simpul ms", "plain SQL ms", "Datasette ms", numbers=3)
    for register in registers:
        if register.size.villages != REFERENCE_VILLAGES:
            continue
        for what, ours in ((MATRIX, FRESH[0].name), (LIST, FRESH[6].name)):
            keys: tuple[Key, ...] = ((f"{PLAIN}: {what}", register), (f"{DATASETTE}: {what}", register))
            others = (f"{medians[key]:.1f}" if key in medians else "–" for key in keys)
            yield row(ours, _where(register), f"{medians[ours, register]:.2f}", *others)


def load_tables(found: Mapping[Register, Loaded]) -> Lines:
    """P9 and P12: writes by several people at once, and papers."""
    yield f"Writes by {CLIENTS} people at once through the whole site, {WORKERS} processes of four threads:"
    yield ""
    names = ("bare Flask /s", "writes /s", "× bare", "median ms", "p99 ms", "errors")
    yield from head("", "what", "on", *names, numbers=6)
    for register, load in found.items():
        for name, writing in load.writes.items():
            yield row("P9", name, _where(register), *_speeds(writing))
    yield ""
    yield from head("", "paper", "on", "ms", numbers=1)
    for register, load in found.items():
        for name, taken in load.papers.items():
            yield row("P12", name, _where(register), verdict(taken, P12_MOST_MS, at_most=True))


def _speeds(writing: Writing) -> Lines:
    yield f"{writing.bare_per_second:.0f}"
    yield f"{writing.per_second:.0f}"
    yield verdict(writing.per_second / writing.bare_per_second, P9_SHARE)
    yield f"{writing.median:.1f}"
    yield verdict(writing.p99, P9_MOST_MS, at_most=True)
    yield f"{writing.wrong}"


def _where(register: Register) -> str:
    return f"{register.database}, {register.size.commitments:,} × {register.size.villages:,}"


def _grouped(registers: Iterable[Register]) -> list[tuple[tuple[str, int], list[Register]]]:
    groups: dict[tuple[str, int], list[Register]] = defaultdict(list)
    for register in registers:
        groups[register.database, register.size.villages].append(register)
    return list(groups.items())
