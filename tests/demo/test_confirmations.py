"""Example words of people: some show, one waits, all are gone with the examples."""

from flask import Flask
from sqlalchemy import select

from portal.confirmations.models import CodeBatch, Confirmation
from portal.confirmations.rules import Verdict
from portal.core.database import db, transaction
from portal.demo import clearing
from portal.demo.voices import BY_CODE
from portal.sheets.queries import batches_of


def test_example_words_are_marked_and_gone_with_the_examples(loaded: Flask) -> None:
    said = db.session.scalars(select(Confirmation)).all()
    assert all(each.is_example and (each.created_by_id is None) == bool(each.batch_id) for each in said)
    assert {each.verdict for each in said} == set(Verdict) and any(each.answer for each in said)
    batch = db.session.scalars(select(CodeBatch).order_by(CodeBatch.id)).first()
    assert batch is not None and [row.used for row in batches_of(batch.pocket)] == [len(BY_CODE)]
    with transaction():
        clearing.clear()
    assert db.session.scalars(select(Confirmation)).all() == db.session.scalars(select(CodeBatch)).all() == []
