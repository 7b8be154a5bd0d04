"""flask bench: what the site costs, beside a bare Flask page, plain SQL and Datasette in the same rounds."""

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from portal.bench import table
from portal.bench.entrants import entrants, kept_entrants, take_turns
from portal.bench.keeping import POSTGRESQL, SQLITE, Keeper, Register
from portal.bench.loading import loaded
from portal.bench.measuring import one_page, served
from portal.bench.postgres import postgres
from portal.bench.targets import KEPT
from portal.bench.writing import milliseconds_of_saving, milliseconds_of_verifying, seconds_of_telling
from portal.config import Settings
from portal.core.clock import today
from portal.registers.sizes import REFERENCE_VILLAGES, Size

MANY = 10_000
WRITES = 100  # a round
SIZES, FULL_SIZES = (10_000, 100_000), (10_000, 100_000, 1_000_000)
FULL_VILLAGES = (REFERENCE_VILLAGES, 83_000)
DATABASES = {"sqlite": (SQLITE,), "postgresql": (POSTGRESQL,), "both": (SQLITE, POSTGRESQL)}
HELP = {
    "size": "Commitments; may be given several times.  [default: 10000 and 100000]",
    "villages": "Villages; may be given several times.  [default: 277]",
    "full": "Everything: up to a million commitments, 277 and 83,000 villages, both databases. An hour.",
    "folder": "Where built registers are kept.  [default: VAR_DIR/bench]",
}
Choices = tuple[int, ...]


@click.command("bench")
@click.option("--size", "sizes", multiple=True, type=int, help=HELP["size"])
@click.option("--villages", multiple=True, type=int, help=HELP["villages"])
@click.option("--database", type=click.Choice(list(DATABASES)), default="sqlite", show_default=True)
@click.option("--full", is_flag=True, help=HELP["full"])
@click.option("--rounds", default=5, show_default=True, help="Rounds; each page is asked for in each.")
@click.option("--requests", default=40, show_default=True, help="Requests per page and round, at most.")
@click.option("--folder", type=click.Path(path_type=Path), help=HELP["folder"])
@click.option("--build-only", is_flag=True, help="Build what is missing; measure later.")
@with_appcontext
def bench(
    sizes: Choices,
    villages: Choices,
    database: str,
    full: bool,
    rounds: int,
    requests: int,
    folder: Path | None,
    build_only: bool,
) -> None:
    """Build registers where they are missing, measure, and print Markdown for docs/benchmarks.md."""
    settings: Settings = current_app.config["SETTINGS"]
    sizes = sizes or (FULL_SIZES if full else SIZES)
    villages = villages or (FULL_VILLAGES if full else (REFERENCE_VILLAGES,))
    wanted = [Size(commitments, number) for number in villages for commitments in sizes]
    show(table.heading(today(), os.cpu_count() or 1))
    for name in DATABASES["both" if full else database]:
        with ExitStack() as stack:
            server = stack.enter_context(postgres(settings.database_url)) if name == POSTGRESQL else ""
            keeper = Keeper(folder or settings.var / "bench", server)
            registers = [_register(keeper, name, size) for size in wanted]
            if not build_only:
                for lines in _measured(registers, server, rounds, requests):
                    show(lines)


def show(lines: str | Iterable[str]) -> None:
    click.echo("\n".join([lines] if isinstance(lines, str) else lines) + "\n")


def _register(keeper: Keeper, database: str, size: Size) -> Register:
    click.echo(f"{database}: {size.commitments:,} commitments over {size.villages:,} villages …", err=True)
    return keeper.register(database, size)


def _measured(registers: list[Register], server: str, rounds: int, requests: int) -> Iterator[Iterable[str]]:
    yield _kept(registers[0], rounds, requests)
    yield _fresh(registers, rounds, requests)
    if any(register.size.villages == REFERENCE_VILLAGES for register in registers):
        yield _loads(registers, server, rounds)
    if registers[0].database == SQLITE:
        yield _alone(rounds)


def _kept(register: Register, rounds: int, requests: int) -> Iterator[str]:
    with kept_entrants(register, requests) as found:
        medians = take_turns(found, rounds)
    with served("wsgi:app", register.environment()) as port:
        sizes = {path: (len(one_page(port, path)[0]), len(_packed(port, path))) for path in KEPT}
    return table.kept_table(medians, sizes)


def _packed(port: int, path: str) -> bytes:
    return one_page(port, path, {"Accept-Encoding": "br"})[0]


def _fresh(registers: list[Register], rounds: int, requests: int) -> Iterator[str]:
    with entrants(registers, requests) as found:
        click.echo(f"{len(found)} things take turns, {rounds} rounds …", err=True)
        medians = take_turns(found, rounds)
    yield from table.fresh_tables(medians, registers)
    yield ""
    yield from table.peer_table(medians, registers)


def _loads(registers: list[Register], server: str, rounds: int) -> Iterator[str]:
    """Smallest and biggest over the villages that ship with the site."""
    real = [register for register in registers if register.size.villages == REFERENCE_VILLAGES]
    chosen = dict.fromkeys([real[0], real[-1]])
    found = {register: loaded(register, server, rounds, WRITES) for register in chosen}
    yield from table.load_tables(found)


def _alone(rounds: int) -> Iterator[str]:
    """What was promised of single deeds; on example data of their own."""
    saving, verifying = milliseconds_of_saving(rounds * 4), milliseconds_of_verifying(rounds * 4)
    yield f"Minutes of 20,000 characters saved: {saving:.1f} ms, median of {rounds * 4}."
    yield ""
    yield f"Report with 20 places verified: {verifying:.1f} ms, median of {rounds * 4}."
    yield ""
    telling = seconds_of_telling(MANY, rounds)
    yield f"{MANY:,} mails queued, each with its notice: {telling:.2f} s, median of {rounds}."
