"""flask demo load | clear: example data, in development only."""

import secrets

import click
from flask import current_app
from flask.cli import AppGroup

from portal.config import Settings
from portal.core.database import transaction
from portal.core.errors import Refused
from portal.demo import cast, clearing, loading
from portal.places import reference as places
from portal.snapshots.commands import keep_missing
from portal.strategies import reference as strategies
from portal.tallies import keeping

demo = AppGroup("demo", help="Example data, marked as such; in development only.")


@demo.command("load")
def load() -> None:
    """Load reference data and, once, the example data; print the example sign-ins."""
    settings: Settings = current_app.config["SETTINGS"]
    if settings.environment == "production":
        raise click.ClickException("Example accounts exist only in development. Set SIMPUL_ENV=development.")
    password = example_password(settings)
    with transaction():
        strategies.load_reference()
        places.load_reference()
        if not loading.is_loaded():
            loading.load(password)
        keeping.catch_up()
    keep_missing()
    click.echo("Example sign-ins, one password for all: " + password)
    for word, name, _role in cast.ACCOUNTS:
        click.echo(f"  {word}@contoh.id  ({name})")


@demo.command("clear")
def clear() -> None:
    """Delete the example data; reference data stays."""
    try:
        with transaction():
            gone = clearing.clear()
    except Refused as refusal:
        raise click.ClickException(str(refusal.reason)) from refusal
    click.echo(f"{gone} example commitments deleted, with their partners, pockets and accounts.")


def example_password(settings: Settings) -> str:
    """DEMO_PASSWORD, or one made once per installation and kept in var/."""
    if settings.demo_password:
        return settings.demo_password
    path = settings.var / "demo_password"
    if not path.exists():
        settings.var.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(9))
    return path.read_text().strip()
