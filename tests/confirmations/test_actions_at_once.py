"""One code in many hands at once: exactly one speaks, on real databases with real commits."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import func, select

from portal import create_app
from portal.config import ROOT
from portal.confirmations import actions
from portal.confirmations.models import Confirmation
from portal.confirmations.queries import desk_of
from portal.confirmations.rules import Verdict
from portal.core.database import db, transaction
from portal.core.errors import NotAllowedNow
from portal.places import reference as places
from portal.strategies import reference as strategies
from tests.confirmations.support import a_place_with_delivery, a_sheet
from tests.conftest import BOTH, settings_for_tests
from tests.support.databases import fresh_database_url

HANDS = 4


@pytest.fixture(params=BOTH)
def own_site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """A site with a database of its own, where commits are real."""
    with fresh_database_url(request.param, tmp_path) as url:
        app = create_app(settings_for_tests(url, tmp_path))
        with app.app_context():
            upgrade(directory=str(ROOT / "migrations"))
            with transaction():
                strategies.load_reference()
                places.load_reference()
            yield app
            db.session.remove()
            db.engine.dispose()


def _speak(app: Flask, barrier: Barrier, code: str, reference: str) -> str:
    with app.app_context():
        desk = desk_of(code)
        barrier.wait(timeout=30)
        try:
            with transaction():
                words = {"verdict": Verdict.CONFIRMED, "text": "", "photo": None}
                actions.send_by_code(desk, delivery=reference, **words)
        except NotAllowedNow:
            return "refused"
        finally:
            db.session.remove()
        return "said"


def test_of_many_hands_with_one_code_exactly_one_speaks(own_site: Flask) -> None:
    pocket, commitment = a_place_with_delivery()
    codes, reference = a_sheet(pocket).codes[:3], commitment.reference
    db.session.remove()
    for code in codes:
        barrier = Barrier(HANDS)
        with ThreadPoolExecutor(HANDS) as pool:
            hands = [pool.submit(_speak, own_site, barrier, code, reference) for _ in range(HANDS)]
            assert Counter(each.result() for each in hands) == {"said": 1, "refused": HANDS - 1}
    assert db.session.scalar(select(func.count(Confirmation.id))) == len(codes)
