"""Example evidence is drawn, marked, and gone with the examples."""

from flask import Flask
from sqlalchemy import select

from portal.core.database import db, transaction
from portal.demo import clearing
from portal.demo.evidence import add_example_evidence
from portal.evidence.models import Evidence
from portal.files.models import StoredFile
from tests.evidence.support import a_report
from tests.factories import a_commitment, a_member, an_organisation


def test_example_evidence_is_marked_and_gone_with_the_examples(site: Flask) -> None:
    organisation = an_organisation(is_example=True)
    person = a_member(organisation, is_example=True)
    report = a_report(a_commitment(organisation, created_by=person, is_example=True), is_example=True)
    with transaction():
        drawn = add_example_evidence(report, person, {"Pondasi": 1, "Atap": 3})
    assert [(each.caption, each.is_example, each.is_picture) for each in drawn] == [
        ("Pondasi", True, True),
        ("Atap", True, True),
    ]
    with transaction():
        clearing.clear()
    assert db.session.scalars(select(Evidence)).all() == db.session.scalars(select(StoredFile)).all() == []
