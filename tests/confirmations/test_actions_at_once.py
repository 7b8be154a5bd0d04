"""One code in many hands at once: exactly one speaks, on real databases with real commits."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask
from sqlalchemy import func, select

from portal.confirmations import actions
from portal.confirmations.models import Confirmation
from portal.confirmations.queries import desk_of
from portal.confirmations.rules import Verdict
from portal.core.database import db, transaction
from portal.core.errors import NotAllowedNow
from tests.confirmations.support import a_place_with_delivery, a_sheet

HANDS = 4


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
