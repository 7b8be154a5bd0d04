"""What takes turns: the bare page, the pages of each register, the same questions elsewhere."""

import re
import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from html import unescape

from portal.bench import plain
from portal.bench.datasette import is_there as has_datasette
from portal.bench.datasette import list_path, matrix_path, served_by_datasette
from portal.bench.keeping import SQLITE, Register
from portal.bench.measuring import AS_BROWSERS, one_page, one_round, served
from portal.bench.targets import KEPT, NONE, fresh_pages
from portal.registers.sizes import REFERENCE_VILLAGES

BARE, MATRIX, LIST = "bare Flask", "matrix", "list"
PLAIN, DATASETTE = "plain SQL", "Datasette"
LISTED_AT = "/komitmen"
SLOW_TURNS = 3  # peers that take seconds are asked in so many rounds
Key = tuple[str, Register | None]
Medians = Mapping[Key, float]


@dataclass(frozen=True)
class Entrant:
    """One thing that is measured: its name and register, and how it takes a turn (milliseconds)."""

    key: Key
    turn: Callable[[], float]
    is_slow: bool = False


def take_turns(entrants: Sequence[Entrant], rounds: int) -> Medians:
    """Everybody once per round, so that a slow moment of the machine meets all; medians of the rounds."""
    times: dict[Key, list[float]] = {each.key: [] for each in entrants}
    for number in range(rounds):
        for each in entrants:
            if not each.is_slow or number < SLOW_TURNS:
                times[each.key].append(each.turn())
    return {key: statistics.median(taken) for key, taken in times.items()}


@contextmanager
def entrants(registers: Iterable[Register], requests: int) -> Iterator[list[Entrant]]:
    """Servers of all registers beside each other, with nothing kept; peers over the real villages."""
    with ExitStack() as stack:
        bare = stack.enter_context(served("portal.bench.bare:app"))
        found = [Entrant((BARE, None), partial(one_round, bare, "/", requests))]
        for register in registers:
            port = stack.enter_context(served("wsgi:app", register.environment(KEEP_PAGES="0")))
            found += _pages(register, port, requests)
            if register.size.villages == REFERENCE_VILLAGES:
                found += _peers(register, stack)
        yield found


def _pages(register: Register, port: int, requests: int) -> list[Entrant]:
    last = last_link(one_page(port, LISTED_AT)[0].decode()) or LISTED_AT
    return [
        Entrant(
            (asked.name, register),
            partial(one_round, port, last if asked.path.endswith("#last") else asked.path, requests),
            is_slow=asked.target is NONE,
        )
        for asked in fresh_pages(register.size.villages)
    ]


def _peers(register: Register, stack: ExitStack) -> list[Entrant]:
    """Plain SQL everywhere, Datasette where it can be."""
    statements = {MATRIX: (plain.MATRIX,), LIST: plain.LIST}
    found = [
        Entrant((f"{PLAIN}: {what}", register), partial(plain.milliseconds_of, register.url, asked), True)
        for what, asked in statements.items()
    ]
    if register.database == SQLITE and has_datasette():
        port = stack.enter_context(served_by_datasette(register.file))
        paths = {MATRIX: matrix_path(register.file), LIST: list_path(register.file)}
        found += [
            Entrant((f"{DATASETTE}: {what}", register), partial(one_round, port, path, 3), True)
            for what, path in paths.items()
        ]
    return found


def last_link(page: str) -> str:
    """Where the last page of a list stands, as its pager says; empty where it is the only one."""
    pager = re.search(r'<nav class="pager".*?</nav>', page, re.DOTALL)
    links = re.findall(r'<a ([^>]*href="([^"]+)"[^>]*)>', pager[0]) if pager else []
    last = [href for attributes, href in links if 'rel="last"' in attributes]
    other = [href for attributes, href in links if "rel=" not in attributes]
    return unescape((last or other[-1:] or [""])[0])


@contextmanager
def kept_entrants(register: Register, requests: int) -> Iterator[list[Entrant]]:
    """The public pages of a register as visitors get them: kept, whole and unchanged."""
    with served("portal.bench.bare:app") as bare, served("wsgi:app", register.environment()) as port:
        found = [Entrant((BARE, None), partial(one_round, bare, "/", requests))]
        for path in KEPT:
            tag = one_page(port, path, AS_BROWSERS)[1]
            unchanged = {**AS_BROWSERS, "If-None-Match": tag}
            found.append(Entrant((path, None), partial(one_round, port, path, requests)))
            found.append(Entrant((f"{path} 304", None), partial(one_round, port, path, requests, unchanged)))
        yield found
