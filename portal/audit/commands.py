"""The command line of the trail."""

import click
from flask.cli import AppGroup

from portal.audit.checking import verify_chain

audit = AppGroup("audit", help="The audit trail.")


@audit.command("verify")
@click.option("--head", default="", help="A head hash that was noted elsewhere: it must stand in the chain.")
def verify(head: str) -> None:
    """Check every entry; prints how many, and the head hash to note elsewhere. Exit 1 when broken."""
    checked = verify_chain(head.strip().lower())
    if checked.fault:
        click.echo(f"BROKEN after {checked.count} good entries: {checked.fault}", err=True)
        raise SystemExit(1)
    click.echo(f"{checked.count} entries, all in order.\nHead: {checked.head}")
