"""The command line for people."""

import click
from flask.cli import AppGroup

from portal.accounts.office_actions import make_admin
from portal.core.database import transaction
from portal.core.errors import Refused
from portal.notifications.links import link_to
from portal.web.fields import clean_line

people = AppGroup("people", help="People who can sign in.")


@people.command("create-admin")
@click.argument("email")
@click.argument("name")
@click.option("--ask-password", is_flag=True, help="Ask for the password here instead of printing a link.")
def create_admin(email: str, name: str, ask_password: bool) -> None:
    """Make an administrator of a new person or of one who has an account; prints a link to set a password."""
    password = click.prompt("Password", hide_input=True, confirmation_prompt=True) if ask_password else ""
    email, name = (clean_line(email) or "").lower(), clean_line(name) or ""
    if "@" not in email or not name:
        raise click.UsageError("Give an e-mail address and a name.")
    try:
        with transaction():
            user, token = make_admin(email=email, name=name, password=password)
    except Refused as refusal:
        raise click.ClickException(str(refusal.reason)) from refusal
    click.echo(f"{user.name} <{user.email}> is an administrator.")
    if token:
        click.echo(f"Set a password within 7 days: {link_to('/undangan/' + token)}")
