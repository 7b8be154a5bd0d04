"""Example data: as much as promised, the same each time, gone without a trace of it, never in production."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.accounts.models import User
from portal.audit.checking import verify_chain
from portal.commitments.models import Allocation, Commitment
from portal.commitments.rules import CommitmentStatus
from portal.core.database import Model, db, transaction
from portal.core.errors import Refused
from portal.demo import clearing, loading
from portal.organisations.models import Organisation
from portal.places.models import Pocket
from tests.factories import VILLAGE, a_commitment, a_pocket, an_organisation

REFERENCE = {"regions", "strategies", "indicators", "region_figures", "legal_bases"}


def _counts() -> dict[str, int]:
    tables = Model.metadata.tables.values()
    return {table.name: db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def _load() -> None:
    with transaction():
        loading.load("contoh-sandi-uji")


@pytest.mark.both_databases
def test_it_is_as_much_as_promised_marked_and_gone_again_and_the_same_each_time(loaded: Flask) -> None:
    before, mine = _counts(), a_commitment()
    assert _states().keys() == set(CommitmentStatus)
    assert sum(_states().values()) == 302 + 1
    assert 110 <= (db.session.scalar(select(func.count(Pocket.id))) or 0) <= 130
    assert len(set(db.session.scalars(select(Organisation.kind)))) == 5
    assert {mine.created_by.id} == set(db.session.scalars(select(User.id).where(User.is_example.is_(False))))
    assert verify_chain().fault == ""
    told = _story()
    with transaction():
        clearing.clear()
    assert db.session.scalars(select(Commitment.reference)).all() == [mine.reference]
    assert {name: _counts()[name] for name in REFERENCE} == {name: before[name] for name in REFERENCE}
    assert _counts()["organisations"] == _counts()["users"] == 1
    _load()
    assert _story() == told
    assert {name: _counts()[name] for name in REFERENCE} == {name: before[name] for name in REFERENCE}


def _states() -> dict[CommitmentStatus, int]:
    return dict(db.session.execute(select(Commitment.status, func.count()).group_by(Commitment.status)).all())


def _story() -> list[tuple[object, ...]]:
    order = (Commitment.created_at, Commitment.title, Allocation.position)
    columns = (Commitment.title, Commitment.starts_on, Allocation.region_code, Allocation.rupiah)
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
