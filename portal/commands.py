"""The flask command line: one group per noun, each defined in its room."""

from flask import Flask
from flask.cli import AppGroup

from portal.accounts.commands import people
from portal.audit.commands import audit
from portal.bench.commands import bench
from portal.core.database import transaction
from portal.demo.commands import demo
from portal.files.commands import files
from portal.notifications.commands import notices
from portal.places import reference as places
from portal.places.commands import places as places_commands
from portal.progress.commands import progress
from portal.registers.commands import bench_build
from portal.snapshots.commands import snapshots
from portal.strategies import reference as strategies
from portal.tallies.commands import tallies

reference = AppGroup("reference", help="The reference data that ships with the site.")


@reference.command("load")
def load_reference() -> None:
    """Add missing places, strategies, indicators, figures and legal bases."""
    with transaction():
        strategies.load_reference()
        places.load_reference()


def install(app: Flask) -> None:
    """Add the commands of every room."""
    app.cli.add_command(reference)
    app.cli.add_command(people)
    app.cli.add_command(audit)
    app.cli.add_command(notices)
    app.cli.add_command(places_commands)
    app.cli.add_command(files)
    app.cli.add_command(progress)
    app.cli.add_command(tallies)
    app.cli.add_command(snapshots)
    app.cli.add_command(demo)
    app.cli.add_command(bench_build)
    app.cli.add_command(bench)
