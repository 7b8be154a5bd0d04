"""P9 and P12: reports verified by eight people at once through the whole site, and papers made."""

import json
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from portal.bench.keeping import Register, copy_of, run
from portal.bench.measuring import one_round, served
from portal.config import ROOT

CLIENTS, PROGRAMS = 8, 2
WORKERS = 4
HELLOS_PER_WRITE = 8  # the bare page answers so much faster
FORM = "application/x-www-form-urlencoded"
PREPARING, SENDING = "portal.bench.offering_commands", "portal.bench.clients"
Request = dict[str, Any]


@dataclass(frozen=True)
class Loaded:
    """Answers per second of the bare page and of writes, medians; all writes' p99 in ms; wrong answers."""

    bare_per_second: float
    writes_per_second: float
    p99: float
    median: float
    wrong: int
    papers: dict[str, float]


@dataclass(frozen=True)
class Sent:
    """One round's answers: how many in a second, each one's milliseconds, statuses that were not expected."""

    per_second: float
    milliseconds: list[float]
    wrong: list[int]


def loaded(register: Register, server: str, rounds: int, writes: int) -> Loaded:
    """Rounds in which the bare page and writes take turns, on a copy of the register; then its papers."""
    with copy_of(register, server) as copied:
        offered = json.loads(run(copied.environment(), PREPARING, str(writes * rounds), str(CLIENTS)))
        with (
            served("portal.bench.bare:app", workers=WORKERS) as bare,
            served("wsgi:app", copied.environment(), workers=WORKERS) as port,
        ):
            hellos = [_hello()] * (writes * HELLOS_PER_WRITE)
            pairs = [
                (_send(bare, 200, hellos), _send(port, 302, _writes(offered, number, rounds)))
                for number in range(rounds)
            ]
            papers = _papers(port, offered)
    return _summed(pairs, papers)


def _summed(pairs: Sequence[tuple[Sent, Sent]], papers: dict[str, float]) -> Loaded:
    times = sorted(each for _hello, sent in pairs for each in sent.milliseconds)
    return Loaded(
        statistics.median(hello.per_second for hello, _sent in pairs),
        statistics.median(sent.per_second for _hello, sent in pairs),
        times[int(len(times) * 0.99)],
        statistics.median(times),
        sum(len(sent.wrong) for _hello, sent in pairs),
        papers,
    )


def _hello() -> Request:
    return {"method": "GET", "path": "/", "answers": None, "headers": {}}


def _writes(offered: dict[str, Any], number: int, rounds: int) -> list[Request]:
    """The reports of one round, each verified by the next person."""
    people = offered["people"]
    return [
        {
            "method": "POST",
            "path": address,
            "answers": {"decision": "verify", "version": "1", "csrf_token": person["token"]},
            "headers": {"Cookie": person["cookie"], "Content-Type": FORM},
        }
        for place, address in enumerate(offered["addresses"][number::rounds])
        for person in [people[place % CLIENTS]]
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
    headers = {"Cookie": offered["people"][0]["cookie"]}
    paths = {
        "minutes of five pages": offered["minutes"],
        "A3 matrix": "/data/matriks.pdf",
        "brief of the Sekda": "/kantor/ringkasan.pdf",
    }
    return {name: one_round(port, path, 5, headers, seconds=30) for name, path in paths.items()}
