"""The command line of the outbox."""

import click
from flask import current_app
from flask.cli import AppGroup

from portal.notifications.carriers import carrier
from portal.notifications.sending import send_due

notices = AppGroup("notices", help="Mail that waits in the outbox.")


@notices.command("send")
def send() -> None:
    """Send once what is due."""
    settings = current_app.config["SETTINGS"]
    done = send_due(settings)
    click.echo(f"{done.sent} sent, {done.failed} failed, {done.waiting} waiting, {done.given_up} given up")


@notices.command("work")
def work() -> None:
    """Send mail as it is written, until told to stop."""
    settings = current_app.config["SETTINGS"]
    try:
        carrier(settings)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    if not settings.smtp_url:
        click.echo(f"SMTP_URL is not set: mail is written to {settings.var / 'mail'}", err=True)
    current_app.extensions["mail_worker"].run()
