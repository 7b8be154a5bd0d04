"""flask files: upkeep of what was handed in."""

import click
from flask.cli import AppGroup

from portal.files import keeping

files = AppGroup("files", help="Files that people handed in.")


@files.command("sweep")
def sweep() -> None:
    """Delete files older than a day that belong to nothing any more."""
    click.echo(f"{keeping.sweep()} files deleted")
