"""flask progress: what commitments keep of their reports, counted again."""

from typing import Any

import click
from flask.cli import AppGroup

from portal.core.database import transaction
from portal.progress.rebuilding import rebuild

progress = AppGroup("progress", help="Quarterly reports and what was realised.")


@progress.command("rebuild")
@click.option("--check", is_flag=True, help="Only say what differs; ends with an error when something does.")
def rebuild_command(check: bool) -> None:
    """Count realised figures, due dates and silence again from the reports."""
    with transaction():
        found = list(rebuild(write=not check))
    for reference, changes in found:
        click.echo(f"{reference}: " + "; ".join(_line(name, *pair) for name, pair in changes.items()))
    click.echo(f"{len(found)} commitments differed")
    if check and found:
        raise SystemExit(1)


def _line(name: str, kept: Any, counted: Any) -> str:
    return f"{name} {kept} -> {counted}"
