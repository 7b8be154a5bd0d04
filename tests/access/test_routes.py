"""Every route for every kind of person: whom the table admits gets in, everybody else is turned away."""

from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from portal import policy
from portal.accounts.models import User
from portal.accounts.rules import OfficeRoleName
from portal.commitments.rules import CommitmentStatus
from portal.needs.rules import NeedStatus
from portal.organisations.models import Organisation
from portal.organisations.rules import MemberRole
from portal.places.models import PocketFigure
from portal.progress.rules import ReportStatus
from tests.access.amendments import amendments_in, in_amendments
from tests.access.evidence import evidence_of
from tests.access.papers import in_papers, papers_of
from tests.access.records import in_records, records_of
from tests.access.table import ADMITS, DOORS, EVERYBODY, VISITOR
from tests.access.voices import in_voices, voices_of
from tests.browser import Browser
from tests.factories import (
    a_commitment,
    a_member,
    a_need,
    a_pocket,
    a_report,
    a_user,
    a_verifier,
    an_organisation,
)
from tests.meetings.support import a_meeting, an_attendee
from tests.notifications.support import a_given_up_mail, a_notice

RECORDS = ("minutes", "items")
METHODS = {"GET", "POST", "PATCH", "DELETE"}


@dataclass
class World:
    """One thing of each kind, and one person of each kind."""

    values: dict[str, Any]
    people: dict[str, User | None]


def a_world() -> World:
    """Made once for all these tests: each reads it and what it writes is rolled back."""
    organisation, other = an_organisation(), an_organisation()
    manager = a_member(organisation)
    figure = PocketFigure(indicator_code="poor_people", year=2025, value=40, source="Data contoh")
    pocket = a_pocket(figures=[figure])
    meeting = a_meeting(organisation)
    people = {
        VISITOR: None,
        "stranger": a_member(other),
        "contributor": a_member(organisation, MemberRole.CONTRIBUTOR),
        "manager": manager,
        "verifier": a_verifier(5),
        "narrowed": a_verifier(1),
        "sekda": a_user(OfficeRoleName.SEKDA),
        "note_taker": a_user(OfficeRoleName.NOTE_TAKER),
        "admin": a_user(OfficeRoleName.ADMIN),
    }
    values = {
        "organisation": organisation.slug,
        "other": other.slug,
        "pocket": pocket.slug,
        "figure": figure.id,
        "meeting": meeting.reference,
        "attendee": an_attendee(meeting, organisation_id=organisation.id).id,
        "user": people["contributor"].id,
        "membership": people["contributor"].memberships[0].id,
        "notice": a_notice(manager).id,
        "mail": a_given_up_mail().id,
        "need": a_need(
            NeedStatus.PROPOSED, organisation_id=organisation.id, created_by=manager, pocket=pocket
        ).reference,
        "open_need": a_need(pocket=pocket).reference,
        "draft": a_commitment(organisation, CommitmentStatus.DRAFT, created_by=manager).reference,
        "submitted": a_commitment(organisation, CommitmentStatus.SUBMITTED, created_by=manager).reference,
        "verified": a_commitment(organisation, created_by=manager).reference,
    }
    values["reported"] = _reported(organisation, manager)
    values |= evidence_of(organisation, manager) | records_of(organisation, manager) | papers_of(organisation)
    values |= voices_of(organisation)
    return World(values | amendments_in(organisation, manager), people)


def _reported(organisation: Organisation, author: User) -> str:
    """A commitment with a report for the third quarter that waits for the office."""
    commitment = a_commitment(organisation, created_by=author)
    a_report(commitment, "2026-3", ReportStatus.SUBMITTED)
    return commitment.reference


pytestmark = pytest.mark.furnished(by=a_world)


@pytest.fixture
def world(furniture: World) -> World:
    return furniture


def _address(rule: Rule, world: World) -> str:
    """The rule's address with the world's things in it."""
    at, values = rule.rule, world.values
    if rule.endpoint.startswith("papers"):
        return in_papers(at, values)
    if rule.endpoint.startswith("amendments"):
        return in_amendments(at, values)
    if rule.endpoint.startswith("confirmation"):
        return in_voices(at, values)
    if rule.endpoint.startswith(RECORDS):
        return in_records(at, values)
    if "/kebutuhan" in at:
        at = at.replace("<draft>", values["draft"])
        return at.replace("<reference>", values["open_need" if "/ambil" in at else "need"])
    commitment = "draft" if at.startswith("/ruang") else "verified"
    commitment = "submitted" if at.endswith("/periksa") else commitment
    commitment = "reported" if "/laporan/" in at else commitment
    parts = {
        "<reference>": values["meeting" if "/fgd/" in at else commitment],
        "<slug>": values["pocket" if "/kantong" in at else "organisation"],
        "<other>": values["other"],
        "<quarter>": "2026-3",
        "<code>": "12.05.07",
        "<token>": "no-such-token",
        "<int:user_id>": values["user"],
        "<int:notice_id>": values["notice"],
        "<int:mail_id>": values["mail"],
        "<int:report_id>": values["report"],
        "<int:evidence_id>": values["evidence"],
        "<upload_id>": values["upload"],
        "<int:basis_id>": 1,
        "<int:number>": _number(at, values),
    }
    for name, value in parts.items():
        at = at.replace(name, str(value))
    return at


def _number(at: str, values: dict[str, Any]) -> int:
    """What is meant by the number in an address."""
    if "/strategi" in at:
        return 5
    return values["figure" if "/angka" in at else "attendee" if "/peserta/" in at else "membership"]


def _client(site: Flask, person: User | None) -> FlaskClient:
    browser = Browser(site)
    return browser.sign_in(person).client if person else browser.client


def _is_in(answer: Any) -> bool:
    sent_away = answer.status_code == 302 and "/masuk" in answer.headers["Location"]
    return answer.status_code not in {401, 403, 404} and not sent_away


def test_the_table_names_every_route_with_its_door(site: Flask) -> None:
    real = {endpoint: str(view.door) for endpoint, view in site.view_functions.items()}
    assert real == DOORS
    assert set(DOORS.values()) - {"open"} <= set(policy.POLICY)


@pytest.mark.parametrize("endpoint", [e for e, permission in DOORS.items() if permission != "open"])
def test_whom_the_table_admits_gets_in_and_nobody_else(site: Flask, world: World, endpoint: str) -> None:
    (rule,) = site.url_map.iter_rules(endpoint)
    address, admitted = _address(rule, world), ADMITS[DOORS[endpoint]]
    methods = sorted((rule.methods or set()) & METHODS)
    for who in sorted(EVERYBODY - admitted):
        for method in methods:
            answer = _client(site, world.people[who]).open(address, method=method)
            assert not _is_in(answer), f"{who} got in by {method} {address}: {answer.status_code}"
            assert who != "stranger" or answer.status_code in {403, 404}
            assert who != "stranger" or "/ruang/" not in address or answer.status_code == 404
    for who in sorted(admitted):
        answer = _client(site, world.people[who]).open(address, method=methods[0])
        assert _is_in(answer), f"{who} was turned away from {methods[0]} {address}: {answer.status_code}"
        assert answer.status_code < 500


@pytest.mark.parametrize("endpoint", [e for e, permission in DOORS.items() if permission != "open"])
def test_every_permission_but_that_one_is_not_enough(
    site: Flask, world: World, endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = policy.Permission(DOORS[endpoint])
    everything = {name: [] if name is wanted else [lambda actor, thing: True] for name in policy.Permission}
    monkeypatch.setattr(policy, "POLICY", everything)
    (rule,) = site.url_map.iter_rules(endpoint)
    client = _client(site, world.people["admin"])
    for method in (rule.methods or set()) & METHODS:
        assert client.open(_address(rule, world), method=method).status_code in {403, 404}
