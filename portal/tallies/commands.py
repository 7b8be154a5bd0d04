"""flask tallies: the summary tables behind matrices and lists."""

import click
from flask.cli import AppGroup

from portal.core.database import transaction
from portal.tallies import keeping

tallies = AppGroup("tallies", help="Summary tables behind matrices and lists.")


@tallies.command("rebuild")
@click.option("--check", is_flag=True, help="Say what was wrong; ends with an error when something was.")
def rebuild_command(check: bool) -> None:
    """Count everything anew: after a restore, or to prove the summaries."""
    with transaction():
        wrong = list(keeping.differences()) if check else []
        number = 0 if check else keeping.rebuild()
    for line in wrong:
        click.echo(line)
    click.echo(f"{len(wrong)} summaries differed" if check else f"{number} summaries")
    if wrong:
        raise SystemExit(1)


@tallies.command("roll")
def roll_command() -> None:
    """Make the summaries those of today, as the worker does after midnight."""
    with transaction():
        click.echo(keeping.catch_up())
