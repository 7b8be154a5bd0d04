"""Prepares a register for writing: reports that wait, a person in the office with sessions, long minutes.

`flask bench` runs it as a program on a copy of a register; the last line it prints is JSON (see Offered).
"""

import json
from collections.abc import Sequence

import click
from flask import Flask, session
from flask_wtf.csrf import generate_csrf
from sqlalchemy import select

from portal import create_app
from portal.accounts.models import OfficeRole, SignIn, User
from portal.accounts.rules import OfficeRoleName
from portal.accounts.tokens import token_hash
from portal.bench.saving_commands import long_text
from portal.bench.verifying_commands import waiting_report
from portal.core.clock import now
from portal.core.database import db, transaction
from portal.meetings.models import Meeting
from portal.minutes.models import Minutes
from portal.organisations.models import Membership
from portal.places.models import Region
from portal.places.rules import VILLAGE_LEVELS
from portal.web.markdown import render

ROLES = (OfficeRoleName.VERIFIER, OfficeRoleName.SEKDA, OfficeRoleName.NOTE_TAKER)
PLACES = 2
SPREAD = 200  # partners and villages that the reports are of
FIVE_PAGES = 15_000  # letters of minutes
BATCH = 200


@click.command()
@click.argument("reports", type=int)
@click.argument("clients", type=int)
def main(reports: int, clients: int) -> None:
    """Print where so many reports are verified, with the cookies and form tokens of so many sessions."""
    app = create_app()
    with app.app_context():
        addresses: list[str] = []
        while len(addresses) < reports:
            with transaction():
                addresses += _reports(len(addresses), min(BATCH, reports - len(addresses)))
        with transaction():
            _begin_sessions(clients)
            minutes = _lengthen_minutes()
    people = [_person(app, number) for number in range(clients)]
    click.echo(json.dumps({"addresses": addresses, "people": people, "minutes": minutes}))


def _reports(first: int, number: int) -> list[str]:
    members = db.session.scalars(select(Membership).order_by(Membership.id).limit(SPREAD)).all()
    villages = select(Region.code).where(Region.level.in_(VILLAGE_LEVELS)).order_by(Region.code)
    codes = db.session.scalars(villages.limit(SPREAD)).all()
    return [_report(members, codes, each) for each in range(first, first + number)]


def _report(members: Sequence[Membership], codes: Sequence[str], number: int) -> str:
    places = [codes[(number * PLACES + step) % len(codes)] for step in range(PLACES)]
    return waiting_report(members[number % len(members)], places, strategy=number % 7 + 1)


def _begin_sessions(clients: int) -> None:
    """One person who may decide and read all papers."""
    verifier = db.session.scalars(select(User).filter_by(email="verifikator@contoh.id")).one()
    held = {role.role for role in verifier.office_roles}
    verifier.office_roles += [OfficeRole(role=role) for role in ROLES if role not in held]
    db.session.add_all(
        SignIn(user_id=verifier.id, token_hash=token_hash(_token(number))) for number in range(clients)
    )


def _token(number: int) -> str:
    return f"bench-{number}"


def _person(app: Flask, number: int) -> dict[str, str]:
    """A cookie as signing in gives it, and the token of its forms."""
    with app.test_request_context():
        session.update({"_user_id": _token(number), "_fresh": True, "seen": int(now().timestamp())})
        token, answer = generate_csrf(), app.response_class()
        app.session_interface.save_session(app, session, answer)
        return {"cookie": answer.headers["Set-Cookie"].split(";")[0], "token": token}


def _lengthen_minutes() -> str:
    """Give the newest minutes about five pages of text; where their paper is."""
    newest = select(Minutes).join(Meeting, Meeting.id == Minutes.meeting_id).order_by(Minutes.id.desc())
    minutes = db.session.scalars(newest.limit(1)).one()
    minutes.text = long_text(0)[:FIVE_PAGES]
    minutes.html = render(minutes.text)
    return f"/kantor/fgd/{minutes.reference}/notulen.pdf"


if __name__ == "__main__":
    main()
