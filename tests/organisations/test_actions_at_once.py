"""Two verifiers at the same moment: exactly one decides. Real commits, in a database of their own."""

from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import select

from portal import create_app
from portal.audit.models import AuditEntry
from portal.core.database import db
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationStatus
from tests.browser import Browser
from tests.conftest import BOTH, REFERENCE, CopyOf, settings_for_tests
from tests.factories import a_verifier, an_organisation
from tests.organisations.support import REASON

S = OrganisationStatus


@pytest.fixture(params=BOTH)
def committing_site(request: pytest.FixtureRequest, tmp_path: Path, copy_of: CopyOf) -> Iterator[Flask]:
    """A migrated site whose commits are real."""
    with copy_of(request.param, REFERENCE, tmp_path) as url:
        app = create_app(settings_for_tests(url, tmp_path))
        app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()


def test_of_two_verifiers_at_once_exactly_one_succeeds(committing_site: Flask) -> None:
    for round_ in range(5):
        slug = an_organisation(S.APPLIED, slug=f"serentak-{round_}").slug
        browsers = [Browser(committing_site).sign_in(a_verifier()) for _ in range(2)]
        answers = _at_once(committing_site, browsers, slug)
        assert sorted(answers.values()) == [302, 409]
        db.session.expire_all()
        stored = db.session.scalars(select(Organisation).filter_by(slug=slug)).one()
        decided = next(verb for verb, status in answers.items() if status == 302)
        assert stored.status is (S.VERIFIED if decided == "setujui" else S.REJECTED)
        entries = db.session.scalars(select(AuditEntry).filter_by(object_id=str(stored.id))).all()
        assert len(entries) == 1
        db.session.rollback()


def _at_once(site: Flask, browsers: list[Browser], slug: str) -> dict[str, int]:
    """Post two different decisions about the same version, started together."""
    db.session.rollback()
    together, answers = Barrier(2), {}

    def decide(browser: Browser, verb: str) -> None:
        together.wait()
        posted = {"version": "1", "reason": REASON}
        answers[verb] = browser.client.post(f"/kantor/mitra/{slug}/{verb}", data=posted).status_code

    threads = [Thread(target=decide, args=pair) for pair in zip(browsers, ("setujui", "tolak"), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
