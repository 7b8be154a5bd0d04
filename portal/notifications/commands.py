"""The command line of notices: `flask notices send`, `flask notices work`."""

import click
from flask import current_app
from flask.cli import AppGroup

from portal.notifications.carriers import carrier
from portal.notifications.rounds import run_all
from portal.notifications.sending import send_due

notices = AppGroup("notices", help="Daily rounds, and mail that waits in the outbox.")


@notices.command("send")
@click.option("--only-mail", is_flag=True, help="Leave the daily rounds (reminders, sweeping) aside.")
def send(*, only_mail: bool) -> None:
    """Do the daily rounds now, then send once what is due."""
    settings = current_app.config["SETTINGS"]
    for name, done in ({} if only_mail else run_all()).items():
        click.echo(f"round {name}: {'done' if done else 'failed, see the log'}")
    came = send_due(settings)
    click.echo(f"{came.sent} sent, {came.failed} failed, {came.waiting} waiting, {came.given_up} given up")


@notices.command("work")
def work() -> None:
    """Send mail as it is written and do the daily rounds, until told to stop."""
    settings = current_app.config["SETTINGS"]
    try:
        carrier(settings)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    if not settings.smtp_url:
        click.echo(f"SMTP_URL is not set: mail is written to {settings.var / 'mail'}", err=True)
    current_app.extensions["mail_worker"].run()
