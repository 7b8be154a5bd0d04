"""flask places …: bring places in from files. Without --apply a command only shows what it would do."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import click
from flask.cli import AppGroup

from portal.core.database import transaction
from portal.core.errors import Refused
from portal.places import import_pockets as pockets
from portal.places import import_regions as regions
from portal.places import reference
from portal.places.importing import Planned, Row, Step, read_rows

places = AppGroup("places", help="Regions and poverty pockets from files.")
FILE = click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
APPLY = click.option("--apply", "really", is_flag=True, help="Save; without it nothing is changed.")
STRICT = click.option("--strict", is_flag=True, help="Save nothing when any row is rejected.")


@places.command("import-regions")
@FILE
@click.option("--shipped", is_flag=True, help="Use the file that ships with the site.")
@APPLY
@STRICT
def import_regions(file: Path | None, shipped: bool, really: bool, strict: bool) -> None:
    """Add and rename regions: code, name, level, parent, latitude, longitude."""
    if (file is None) == (not shipped):
        raise click.UsageError("Give a FILE, or --shipped.")
    path = file or reference.FOLDER / "regions.csv"
    before = reference.load_reference if shipped else None
    _run(path, regions.NEEDED, regions.plan_regions, regions.apply_regions, really, strict, before)


@places.command("import-pockets")
@FILE
@APPLY
@STRICT
def import_pockets(file: Path | None, really: bool, strict: bool) -> None:
    """Add and change pockets: name, village, decision; kecamatan, hamlets, decided_on, status, reason, note.

    The village is a name or a code. A name that several villages bear is rejected unless the kecamatan tells
    them apart. Village and name together say which pocket a row means; an empty cell keeps what is stored.
    """
    if file is None:
        raise click.UsageError("Give a FILE.")
    _run(file, pockets.NEEDED, pockets.plan_pockets, pockets.apply_pockets, really, strict)


def _run(
    path: Path,
    needed: Sequence[str],
    make_plan: Callable[[Sequence[Row]], list[Planned]],
    apply: Callable[[Sequence[Planned]], int],
    really: bool,
    strict: bool,
    before: Callable[[], int] | None = None,
) -> None:
    try:
        with transaction():
            plan = make_plan(read_rows(path, needed))
            _show(plan)
            refused = strict and any(row.step is Step.REJECT for row in plan)
            if really and not refused:
                if before:
                    before()
                apply(plan)
    except Refused as refusal:
        raise click.ClickException(str(refusal.reason)) from refusal
    if refused:
        raise click.ClickException("Rows were rejected; nothing was saved (--strict).")
    click.echo("Saved." if really else "Nothing was saved. Repeat with --apply to save.")


def _show(plan: Sequence[Planned]) -> None:
    for row in plan:
        if row.step is not Step.SAME:
            reason = f": {row.reason}" if row.reason else ""
            click.echo(f"{row.line:>5}  {row.step.label!s:<7} {row.about}{reason}")
    counts = Counter(row.step for row in plan)
    click.echo(" · ".join(f"{step.label} {counts[step]}" for step in Step))
