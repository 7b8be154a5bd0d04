"""A report with a file, and a file on its way, of one organisation."""

from typing import Any

from portal.accounts.models import User
from portal.core.database import db
from portal.organisations.models import Organisation
from portal.uploads.models import Upload
from tests.evidence.support import a_report, some_evidence
from tests.factories import a_commitment


def evidence_of(organisation: Organisation, author: User) -> dict[str, Any]:
    """A draft report, its evidence, and an upload of its author."""
    report = a_report(a_commitment(organisation, created_by=author))
    upload = Upload(user_id=author.id, name="foto.jpg", size=10, sha256="0" * 64)
    db.session.add(upload)
    db.session.commit()
    return {"report": report.id, "evidence": some_evidence(report).id, "upload": upload.id}
