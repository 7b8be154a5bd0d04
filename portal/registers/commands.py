"""flask bench-build: an invented register of any size in the database that is configured, to measure with."""

import time

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade
from sqlalchemy import NullPool, create_engine

from portal.config import ROOT, Settings
from portal.core.clock import today
from portal.core.database import db, transaction
from portal.core.terms import terms
from portal.demo import loading
from portal.demo.commands import example_password
from portal.places import reference as places
from portal.registers.building import AlreadyBuilt, build
from portal.registers.sizes import MOST_VILLAGES, REFERENCE_VILLAGES, SEED, Size
from portal.strategies import reference as strategies

VILLAGES = click.IntRange(REFERENCE_VILLAGES, MOST_VILLAGES)


@click.command("bench-build")
@click.option("--commitments", default=10_000, show_default=True, type=click.IntRange(1000))
@click.option("--villages", default=REFERENCE_VILLAGES, show_default=True, type=VILLAGES)
@click.option("--seed", default=SEED, show_default=True, help="The same seed gives the same register.")
@with_appcontext
def bench_build(commitments: int, villages: int, seed: int) -> None:
    """Migrate the database, load the example data, and fill it up with invented commitments.

    In development only. More villages than the reference data has are invented under the 23 kecamatan.
    """
    settings: Settings = current_app.config["SETTINGS"]
    if settings.environment == "production":
        raise click.ClickException("Invented commitments are for development only.")
    began = time.monotonic()
    furnish(settings)
    engine = create_engine(settings.database_url, poolclass=NullPool)
    try:
        build(engine, Size(commitments, villages, seed), today(), terms(), _tell)
    except AlreadyBuilt as built:
        raise click.ClickException("This database holds an invented register already.") from built
    click.echo(f"{commitments} commitments over {villages} villages in {time.monotonic() - began:.0f} s")


def furnish(settings: Settings) -> None:
    """Tables, reference data and example data."""
    upgrade(directory=str(ROOT / "migrations"))
    with transaction():
        strategies.load_reference()
        places.load_reference()
        if not loading.is_loaded():
            loading.load(example_password(settings))
    db.session.remove()
    db.engine.dispose()


def _tell(number: int) -> None:
    if number % 50_000 < 5_000:  # noqa: PLR2004 - batches
        click.echo(f"  {number} …", err=True)
