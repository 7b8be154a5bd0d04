"""flask snapshots: quarter-ends, kept once."""

import click
from flask.cli import AppGroup

from portal.core.database import transaction
from portal.core.errors import Refused
from portal.core.values import Quarter
from portal.notifications.rounds import every_day
from portal.snapshots import actions
from portal.snapshots.checking import differences
from portal.snapshots.cube import counts_of
from portal.snapshots.queries import find_snapshot, first_promise_on, quarters_to_keep
from portal.snapshots.rules import name_of, quarter_of

snapshots = AppGroup("snapshots", help="Quarter-ends as they were, kept once.")


@every_day("snapshots.quarters", writes=False)
def keep_missing() -> list[str]:
    """Keep every finished quarter that is not kept yet; returns what they are called.

    Each is counted while others write, which takes long in a large register, and then kept in one short act.
    """
    return [name_of(quarter) for quarter in quarters_to_keep() if keep_one(quarter)]


def keep_one(quarter: Quarter) -> bool:
    """Keep the end of one quarter; False where it is kept already. Raises Refused while it runs."""
    if find_snapshot(quarter):
        return False
    counts = counts_of(quarter)
    try:
        with transaction():
            return actions.keep(quarter, counts)
    except Refused:
        if find_snapshot(quarter):
            return False  # somebody else kept it in the same moment
        raise


@snapshots.command("take")
@click.option("--quarter", "named", help="Only this one, such as 2026-Q3; without it all that are missing.")
def take_command(named: str | None) -> None:
    """Keep each finished quarter that is not kept yet. Taken twice, nothing changes."""
    try:
        taken = keep_missing() if named is None else _one(named)
    except Refused as refusal:
        raise click.ClickException(str(refusal.reason)) from refusal
    for reference in taken:
        click.echo(f"{reference} kept")
    click.echo(f"{len(taken)} quarters kept now" if taken else "nothing to keep: all stands already")


def _one(named: str) -> list[str]:
    quarter = quarter_of(named)
    if quarter is None:
        raise click.BadParameter(f"{named!r} is no quarter; write it like 2026-Q3.")
    began = first_promise_on()
    if began is None or quarter < Quarter.of(began):
        raise click.BadParameter(f"{named} was over before anything was promised.")
    return [name_of(quarter)] if keep_one(quarter) else []


@snapshots.command("check")
def check_command() -> None:
    """Count kept quarters again and say what differs; ends with an error when something does."""
    found = list(differences())
    for each in found:
        totals = "; ".join(f"{name} {kept} -> {counted}" for name, kept, counted in each.totals)
        click.echo(f"{each.reference}: {each.rows} rows differ. In all: {totals or 'the same'}")
    click.echo(f"{len(found)} quarters differ from a count of today")
    if found:
        raise SystemExit(1)
