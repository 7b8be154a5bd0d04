"""flask bench: what the pages cost, beside a bare Flask page in the same run."""

import statistics

import click
from flask.cli import with_appcontext

from portal.bench.measuring import Measured, one_round, served, size
from portal.bench.writing import milliseconds_of_saving, milliseconds_of_verifying, seconds_of_telling

PAGES = (
    "/",
    "/en",
    "/matriks",
    "/matriks?baris=mitra",
    "/komitmen",
    "/mitra",
    "/kantong",
    "/wilayah/12.05.07",
    "/strategi/5",
    "/data/komitmen.csv",
)

MANY = 10_000


@click.command("bench")
@click.option("--rounds", default=5, show_default=True, help="Rounds; each page is asked for in each.")
@click.option("--requests", default=40, show_default=True, help="Requests per page and round.")
@with_appcontext
def bench(rounds: int, requests: int) -> None:
    """Ask the site for its public pages and print the medians as ratios to a bare Flask page."""
    with served("portal.bench.bare:app") as bare_port, served("wsgi:app") as port:
        bare, pages = _measure(bare_port, port, rounds, requests)
    click.echo(f"bare Flask: {bare:.2f} ms, median of {rounds} rounds of {requests}")
    click.echo(f"{'page':28}{'ms':>9}{'x bare Flask':>14}{'KB':>9}{'KB brotli':>11}")
    for page in pages:
        ratio = bare / page.milliseconds
        kilobytes = f"{page.sent / 1024:9.1f}{page.compressed / 1024:11.1f}"
        click.echo(f"{page.path:28}{page.milliseconds:9.2f}{ratio:14.3f}{kilobytes}")
    saving = milliseconds_of_saving(rounds * 4)
    telling = seconds_of_telling(MANY, rounds)
    click.echo(f"{MANY:,} mails queued, each with its notice: {telling:.2f} s, median of {rounds}")
    click.echo(f"minutes of 20,000 characters saved: {saving:.1f} ms, median of {rounds * 4}")
    verifying = milliseconds_of_verifying(rounds * 4)
    click.echo(f"report with 20 places verified: {verifying:.1f} ms, median of {rounds * 4}")


def _measure(bare_port: int, port: int, rounds: int, requests: int) -> tuple[float, list[Measured]]:
    """Bare and site take turns in each round, so that a slow moment of the machine meets both."""
    bare: list[float] = []
    times: dict[str, list[float]] = {path: [] for path in PAGES}
    for _ in range(rounds):
        bare.append(one_round(bare_port, "/", requests))
        for path in PAGES:
            times[path].append(one_round(port, path, requests))
    pages = [Measured(path, statistics.median(times[path]), *size(port, path)) for path in PAGES]
    return statistics.median(bare), pages
