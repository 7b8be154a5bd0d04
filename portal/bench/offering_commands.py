"""Prepares a register for writing: reports that wait, drafts, two people with sessions, long minutes.

`flask bench` runs it as a program on a copy of a register; the last line it prints is JSON.
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
from portal.commitments.models import Commitment
from portal.core.clock import now
from portal.core.database import db, transaction
from portal.core.references import next_reference
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
@click.argument("number", type=int)
@click.argument("clients", type=int)
def main(number: int, clients: int) -> None:
    """Print the addresses of so many drafts and reports, and who writes: cookies and tokens of forms."""
    app = create_app()
    with app.app_context():
        reports: list[str] = []
        while len(reports) < number:
            with transaction():
                reports += _reports(len(reports), min(BATCH, number - len(reports)))
        with transaction():
            writer = db.session.scalars(select(Membership).order_by(Membership.id).limit(1)).one()
            drafts = [_draft(writer) for _ in range(number)]
            users = {"writers": writer.user_id, "officers": _officer()}
            for user in users.values():
                _begin_sessions(user, clients)
            minutes = _lengthen_minutes()
    people = {
        who: [_person(app, _token(user, each)) for each in range(clients)] for who, user in users.items()
    }
    click.echo(json.dumps({"drafts": drafts, "reports": reports, "minutes": minutes, **people}))


def _draft(writer: Membership) -> str:
    """A draft with its first step done; where that is saved."""
    draft = Commitment(
        reference=next_reference("KMT"),
        organisation_id=writer.organisation_id,
        created_by_id=writer.user_id,
        strategy_number=1,
        title="Ukuran",
    )
    db.session.add(draft)
    return f"/ruang/komitmen/{draft.reference}/langkah/1"


def _reports(first: int, number: int) -> list[str]:
    members = db.session.scalars(select(Membership).order_by(Membership.id).limit(SPREAD)).all()
    villages = select(Region.code).where(Region.level.in_(VILLAGE_LEVELS)).order_by(Region.code)
    codes = db.session.scalars(villages.limit(SPREAD)).all()
    return [_report(members, codes, each) for each in range(first, first + number)]


def _report(members: Sequence[Membership], codes: Sequence[str], number: int) -> str:
    places = [codes[(number * PLACES + step) % len(codes)] for step in range(PLACES)]
    return waiting_report(members[number % len(members)], places, strategy=number % 7 + 1)


def _officer() -> int:
    """One person who may decide and read all papers."""
    verifier = db.session.scalars(select(User).filter_by(email="verifikator@contoh.id")).one()
    held = {role.role for role in verifier.office_roles}
    verifier.office_roles += [OfficeRole(role=role) for role in ROLES if role not in held]
    return verifier.id


def _begin_sessions(user_id: int, clients: int) -> None:
    tokens = (_token(user_id, number) for number in range(clients))
    db.session.add_all(SignIn(user_id=user_id, token_hash=token_hash(token)) for token in tokens)


def _token(user_id: int, number: int) -> str:
    return f"bench-{user_id}-{number}"


def _person(app: Flask, token_of_session: str) -> dict[str, str]:
    """A cookie as signing in gives it, and the token of its forms."""
    with app.test_request_context():
        session.update({"_user_id": token_of_session, "_fresh": True, "seen": int(now().timestamp())})
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
