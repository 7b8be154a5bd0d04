"""P9 and P12: writes of eight people at once through the whole site, and papers made."""

import json
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from portal.bench.keeping import Register, copy_of, run
from portal.bench.measuring import one_round, served
from portal.config import ROOT

CLIENTS, PROGRAMS = 8, 2
WORKERS = 4
HELLOS = 2000  # a round: the bare page answers so much faster
FORM = "application/x-www-form-urlencoded"
PREPARING, SENDING = "portal.bench.offering_commands", "portal.bench.clients"
Request = dict[str, Any]


class Kind(NamedTuple):
    """A way of writing: its name, which addresses it is about, who writes, and the answers of the form."""

    name: str
    addresses: str
    people: str
    answers: Mapping[str, str]


KINDS = (
    Kind(
        "draft saved (one row)",
        *("drafts", "writers"),
        {
            "then": "later",
            "strategy_number": "2",
            "title": "Kelas ibu balita",
            "description": "",
            "version": "1",
        },
    ),
    Kind(
        "report verified (two places, summaries, notices)",
        *("reports", "officers"),
        {"decision": "verify", "version": "1"},
    ),
)


@dataclass(frozen=True)
class Sent:
    """One round's answers: how many in a second, each one's milliseconds, statuses that were not expected."""

    per_second: float
    milliseconds: list[float]
    wrong: list[int]


@dataclass(frozen=True)
class Writing:
    """Answers per second of the bare page and of a kind of writes; their median and p99 in ms; errors."""

    bare_per_second: float
    per_second: float
    median: float
    p99: float
    wrong: int


@dataclass(frozen=True)
class Loaded:
    """Writes by kind, and the milliseconds of each paper."""

    writes: dict[str, Writing]
    papers: dict[str, float]


def loaded(register: Register, server: str, rounds: int, writes: int) -> Loaded:
    """Rounds in which the bare page and writes take turns, on a copy of the register; then its papers."""
    with copy_of(register, server) as copied:
        offered = json.loads(run(copied.environment(), PREPARING, str(writes * rounds), str(CLIENTS)))
        with (
            served("portal.bench.bare:app", workers=WORKERS) as bare,
            served("wsgi:app", copied.environment(), workers=WORKERS) as port,
        ):
            sent: dict[str, list[Sent]] = {name: [] for name in ("", *(kind.name for kind in KINDS))}
            for number in range(rounds):
                sent[""].append(_send(bare, 200, [_hello()] * HELLOS))
                for kind in KINDS:
                    sent[kind.name].append(_send(port, 302, _requests(kind, offered, number, rounds)))
            papers = _papers(port, offered)
    hellos = sent.pop("")
    return Loaded({name: _writing(hellos, found) for name, found in sent.items()}, papers)


def _writing(hellos: Sequence[Sent], found: Sequence[Sent]) -> Writing:
    times = sorted(each for sent in found for each in sent.milliseconds)
    return Writing(
        statistics.median(sent.per_second for sent in hellos),
        statistics.median(sent.per_second for sent in found),
        statistics.median(times),
        times[int(len(times) * 0.99)],
        sum(len(sent.wrong) for sent in (*hellos, *found)),
    )


def _hello() -> Request:
    return {"method": "GET", "path": "/", "answers": None, "headers": {}}


def _requests(kind: Kind, offered: dict[str, Any], number: int, rounds: int) -> list[Request]:
    """The writes of one round, each by the next person; nothing is written twice."""
    people = offered[kind.people]
    return [
        {
            "method": "POST",
            "path": address,
            "answers": {**kind.answers, "csrf_token": people[place % CLIENTS]["token"]},
            "headers": {"Cookie": people[place % CLIENTS]["cookie"], "Content-Type": FORM},
        }
        for place, address in enumerate(offered[kind.addresses][number::rounds])
    ]


def _send(port: int, expected: int, requests: Sequence[Request]) -> Sent:
    """Share them among eight people in two programs; the clock runs from the first to the last of them."""
    shares = [requests[number::CLIENTS] for number in range(CLIENTS)]
    each = CLIENTS // PROGRAMS
    programs = [_program() for _ in range(PROGRAMS)]
    for number, program in enumerate(programs):
        work = {"port": port, "expected": expected, "people": shares[number * each : (number + 1) * each]}
        assert program.stdin  # noqa: S101 - it has a pipe
        program.stdin.write(json.dumps(work))
        program.stdin.close()
    found = [json.loads(program.stdout.read()) for program in programs if program.stdout]
    taken = max(one["ended"] for one in found) - min(one["began"] for one in found)
    milliseconds = [seconds * 1000 for one in found for seconds in one["times"]]
    for program in programs:
        program.wait()
    return Sent(len(requests) / taken, milliseconds, [status for one in found for status in one["wrong"]])


def _program() -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", SENDING]
    return subprocess.Popen(  # noqa: S603 - our own program and words
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def _papers(port: int, offered: dict[str, Any]) -> dict[str, float]:
    """Median milliseconds of each paper, asked for by somebody in the office."""
    headers = {"Cookie": offered["officers"][0]["cookie"]}
    paths = {
        "minutes of five pages": offered["minutes"],
        "A3 matrix": "/data/matriks.pdf",
        "brief of the Sekda": "/kantor/ringkasan.pdf",
    }
    return {name: one_round(port, path, 5, headers, seconds=30) for name, path in paths.items()}
