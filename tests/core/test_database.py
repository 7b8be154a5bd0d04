"""The database promises: whole acts, refusals by name, exact numbers, moments in UTC."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, func, select, text

from portal import create_app
from portal.accounts.models import User
from portal.commitments.models import Allocation
from portal.core.database import db, transaction
from portal.core.errors import Refused
from portal.core.references import next_reference
from tests.conftest import settings_for_tests
from tests.factories import a_commitment, a_user
from tests.support.databases import fresh_database_url


def test_an_act_is_done_whole_or_not_at_all(site: Flask) -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        db.session.add(User(email="a@contoh.id", name="A"))
        db.session.flush()
        1 / 0  # noqa: B018
    assert db.session.scalar(select(func.count(User.id))) == 0


def test_a_named_constraint_becomes_a_refusal_at_its_field(site: Flask) -> None:
    a_user(email="sama@contoh.id")
    with pytest.raises(Refused) as refusal, transaction():
        db.session.add(User(email="sama@contoh.id", name="B"))
    assert refusal.value.field == "email"


def test_the_same_place_twice_in_a_commitment_is_refused(site: Flask) -> None:
    with pytest.raises(Refused) as refusal:
        commitment = a_commitment()
        with transaction():
            db.session.add(
                Allocation(commitment_id=commitment.id, region_code=commitment.allocations[0].region_code)
            )
    assert refusal.value.field == "place"


def test_quantities_and_rupiah_add_up_exactly(site: Flask) -> None:
    places = [
        {"region_code": "12.05.07", "quantity": Decimal("0.1"), "rupiah": 9_007_199_254_740_993},
        {"region_code": "12.05.08", "quantity": Decimal("0.2"), "rupiah": 1},
    ]
    a_commitment(places=places)
    quantity, rupiah = db.session.execute(
        select(func.sum(Allocation.quantity), func.sum(Allocation.rupiah))
    ).one()
    assert quantity == Decimal("0.3")
    assert (rupiah, type(rupiah)) == (9_007_199_254_740_994, int)


def test_moments_come_back_in_utc(site: Flask) -> None:
    moment = datetime(2026, 12, 31, 18, 0, tzinfo=UTC)
    user = a_user(email_confirmed_at=moment)
    db.session.expire_all()
    assert db.session.get(User, user.id).email_confirmed_at == moment


def test_references_run_on_within_a_year(site: Flask) -> None:
    with transaction():
        first, second = next_reference("KMT"), next_reference("KMT")
    assert (first[-4:], second[-4:]) == ("0001", "0002")


def test_a_restarted_server_is_noticed_before_a_visitor_notices(tmp_path: Path) -> None:
    with fresh_database_url("postgresql", tmp_path) as url:
        app = create_app(settings_for_tests(url, tmp_path))
        with app.app_context():
            ours = db.session.scalar(text("SELECT pg_backend_pid()"))
            db.session.remove()
            with create_engine(url, isolation_level="AUTOCOMMIT").connect() as other:
                other.execute(text("SELECT pg_terminate_backend(:ours)"), {"ours": ours})
            assert db.session.scalar(text("SELECT 1")) == 1
            db.session.remove()
            db.engine.dispose()
