"""Example data: as much as promised, the same each time, gone without a trace of it, never in production."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.accounts.models import User
from portal.audit.checking import verify_chain
from portal.audit.models import AuditHead
from portal.commitments.models import Allocation, Commitment
from portal.commitments.rules import CommitmentStatus
from portal.core.clock import today
from portal.core.database import Model, db, transaction
from portal.core.errors import Refused
from portal.core.values import Quarter
from portal.demo import clearing, loading
from portal.notifications.models import Notice
from portal.organisations.models import Organisation
from portal.overlaps.queries import overlaps_now
from portal.places.models import Pocket
from portal.snapshots.commands import keep_one
from tests.factories import VILLAGE, a_commitment, a_pocket, a_verifier, an_organisation

REFERENCE = {"regions", "strategies", "indicators", "region_figures", "legal_bases", "alembic_version"}
OF_MINE = {"users", "office_roles", "organisations", "memberships", "commitments", "allocations"}
OF_MINE |= {"tallies", "tally_lines", "tally_state"}
TRACES = {"audit_entries", "audit_heads", "reference_counters"}  # of these nothing is ever taken away


def _counts() -> dict[str, int]:
    tables = Model.metadata.tables.values()
    return {table.name: db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def _load() -> None:
    with transaction():
        loading.load("contoh-sandi-uji")


def test_it_is_as_much_as_promised(loaded: Flask) -> None:
    assert _states().keys() == set(CommitmentStatus)
    assert sum(_states().values()) == 302
    assert 110 <= (db.session.scalar(select(func.count(Pocket.id))) or 0) <= 130
    assert len(set(db.session.scalars(select(Organisation.kind)))) == 5
    assert all(db.session.scalars(select(User.is_example)))


@pytest.mark.both_databases
def test_it_leaves_others_alone_and_goes_without_a_trace(site: Flask) -> None:
    mine, bystander = a_commitment(), a_verifier()
    _load()
    assert verify_chain().fault == ""
    people = set(db.session.scalars(select(Notice.user_id)))
    assert people and not people & {mine.created_by.id, bystander.id} and _counts()["outbox"] == 0
    assert keep_one(Quarter.of(today()).previous)
    kept_at = _trail_end()
    with transaction():
        clearing.clear()
    assert _trail_end() != kept_at, "a running server would keep pages of example data"
    assert db.session.scalars(select(Commitment.reference)).all() == [mine.reference]
    assert set(db.session.scalars(select(User.id))) == {mine.created_by.id, bystander.id}
    assert {name for name, number in _counts().items() if number} <= TRACES | REFERENCE | OF_MINE


def test_it_comes_again_the_same(loaded: Flask) -> None:
    told = _story()
    with transaction():
        clearing.clear()
    _load()
    assert told and _story() == told
    assert verify_chain().fault == ""


def _trail_end() -> int | None:
    return db.session.scalar(select(AuditHead.last_id))


def _states() -> dict[CommitmentStatus, int]:
    return dict(db.session.execute(select(Commitment.status, func.count()).group_by(Commitment.status)).all())


def _story() -> list[tuple[object, ...]]:
    order = (Commitment.created_at, Commitment.title, Allocation.position)
    columns = (Commitment.title, Commitment.starts_on, Commitment.heard_on, Allocation.region_code)
    columns += (Allocation.rupiah, Allocation.realised_rupiah, Allocation.reached_people)
    statement = select(*columns).join(Allocation).where(Commitment.is_example).order_by(*order)
    return [tuple(row) for row in db.session.execute(statement)]


def test_clearing_refuses_while_a_real_commitment_leans_on_an_example(site: Flask) -> None:
    pocket = a_pocket(is_example=True)
    a_commitment(an_organisation(), places=[{"region_code": VILLAGE, "pocket_id": pocket.id}])
    with pytest.raises(Refused), transaction():
        clearing.clear()


def test_example_accounts_exist_only_in_development(site: Flask) -> None:
    settings = site.config["SETTINGS"]
    site.config["SETTINGS"] = replace(settings, environment="production")
    try:
        done = site.test_cli_runner().invoke(args=["demo", "load"])
    finally:
        site.config["SETTINGS"] = settings
    assert done.exit_code != 0
    assert "only in development" in done.output


def test_several_partners_meet_in_one_pocket_so_that_overlaps_can_be_looked_at(loaded: Flask) -> None:
    assert len({overlap.pair.strategy_number for overlap in overlaps_now()}) == 2
