"""Adding, releasing and withdrawing: by whom, when, and what the trail says."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import OfficeRole
from portal.accounts.rules import OfficeRoleName
from portal.audit.models import AuditEntry
from portal.commitments.rules import CommitmentStatus
from portal.core.database import db, transaction
from portal.core.errors import NotAllowedNow, Refused, StorageGone
from portal.evidence import actions, queries
from portal.evidence.models import Evidence
from portal.evidence.rules import EvidenceState
from portal.files import keeping
from portal.files.models import StoredFile
from portal.files.rules import ANYTHING
from portal.files.storage import store
from portal.progress.rules import ReportStatus
from tests.evidence.support import a_report, released, some_evidence
from tests.factories import a_commitment, a_member, a_user, a_verifier, an_organisation
from tests.files.making import PDF, photo_with_place
from tests.support import buckets

PHOTO = keeping.check("foto.jpg", photo_with_place(), ANYTHING, longest=2000, small=True)
VERIFIED, DRAFT = ReportStatus.VERIFIED, ReportStatus.DRAFT


def did(action: Callable[..., Any], *targets: Any, **answers: Any) -> Any:
    with transaction():
        return action(*targets, **answers)


def trail(action: str) -> list[AuditEntry]:
    return list(db.session.scalars(select(AuditEntry).filter_by(action=action).order_by(AuditEntry.id)))


def test_a_file_of_a_draft_is_private_and_stands_in_the_trail(site: Flask) -> None:
    report = a_report()
    evidence = some_evidence(report, caption="Pondasi")
    assert (evidence.state, evidence.is_picture, evidence.name) == (EvidenceState.PRIVATE, True, "Pondasi")
    (entry,) = trail("evidence.add")
    assert entry.object_id == str(evidence.id) and entry.changes["file"] == [None, "foto.jpg"]
    assert list(queries.evidence_of_report(report.id)) == [evidence]
    assert queries.released_evidence(report.commitment_id) == []
    assert queries.counts_of_report(report.id) == queries.Counts(1, 0)


def test_nothing_of_where_the_photo_was_taken_is_left(site: Flask) -> None:
    evidence = some_evidence(a_report())
    assert evidence.thumbnail is not None
    for file in (evidence.file, evidence.thumbnail):
        content = keeping.open_file(file)
        assert content.startswith(b"\xff\xd8\xff")
        assert not [secret for secret in (b"Exif", b"GPS", b"RAHASIA", b"rahasia") if secret in content]


@pytest.mark.parametrize("status", [ReportStatus.SUBMITTED, VERIFIED])
def test_a_report_that_was_handed_in_keeps_its_files(site: Flask, status: ReportStatus) -> None:
    report = a_report(status=status)
    by, evidence = report.commitment.created_by, some_evidence(report)
    about = {"caption": "", "taken_on": None, "allocation_id": None}
    for act, thing, answers in (
        (actions.add_evidence, report, {"files": [PHOTO]}),
        (actions.change_evidence, evidence, about),
        (actions.remove_evidence, evidence, {}),
    ):
        with pytest.raises(NotAllowedNow):
            did(act, thing, by=by, **answers)
    assert list(queries.evidence_of_report(report.id)) == [evidence]


def test_strangers_and_the_office_add_and_change_nothing(site: Flask) -> None:
    report = a_report()
    evidence = some_evidence(report)
    for by in (a_member(an_organisation()), a_verifier(), a_user()):
        with pytest.raises(Refused):
            did(actions.add_evidence, report, by=by, files=[PHOTO])
        with pytest.raises(Refused):
            did(actions.remove_evidence, evidence, by=by)


def test_the_place_is_one_of_the_commitment(site: Flask) -> None:
    report, other = a_report(), a_commitment()
    by, own = report.commitment.created_by, report.commitment.allocations[0].id
    assert did(actions.add_evidence, report, by=by, files=[PHOTO], allocation_id=own)[0].allocation_id == own
    with pytest.raises(Refused) as refused:
        did(actions.add_evidence, report, by=by, files=[PHOTO], allocation_id=other.allocations[0].id)
    assert refused.value.field == "allocation_id"


def test_a_file_that_was_removed_is_gone_and_named_in_the_trail(site: Flask) -> None:
    report = a_report()
    evidence = some_evidence(report)
    did(actions.remove_evidence, evidence, by=report.commitment.created_by)
    assert db.session.scalars(select(StoredFile)).all() == []
    assert trail("evidence.remove")[0].changes["file"] == ["foto.jpg", None]
    with pytest.raises(NotAllowedNow):
        did(actions.remove_evidence, Evidence(id=evidence.id), by=report.commitment.created_by)


def test_a_report_has_only_so_many_files(site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_FILES", 1)
    report = a_report()
    some_evidence(report)
    with pytest.raises(Refused):
        some_evidence(report)


def test_a_verifier_releases_and_withdraws_one_file_of_a_verified_report(site: Flask) -> None:
    report, verifier = a_report(status=VERIFIED), a_verifier()
    evidence, other = released(report, verifier), some_evidence(report)
    assert list(queries.released_evidence(report.commitment_id)) == [evidence]
    assert queries.get_released(report.commitment.reference, evidence.id) is evidence
    assert queries.get_released(report.commitment.reference, other.id) is None
    did(actions.withdraw, evidence, by=verifier, reason="Wajah anak terlihat")
    assert queries.released_evidence(report.commitment_id) == []
    assert (evidence.state, evidence.withheld_reason) == (EvidenceState.WITHHELD, "Wajah anak terlihat")
    assert [len(trail(f"evidence.{verb}")) for verb in ("release", "withdraw")] == [1, 1]
    did(actions.release, evidence, by=verifier)
    assert evidence.withheld_reason == ""


def test_a_released_file_of_a_commitment_that_is_not_public_is_not_public(site: Flask) -> None:
    report = a_report(status=VERIFIED)
    evidence, commitment = released(report, a_verifier()), report.commitment
    assert queries.get_released(a_commitment().reference, evidence.id) is None
    commitment.status = CommitmentStatus.DRAFT
    db.session.commit()
    assert queries.get_released(commitment.reference, evidence.id) is None


@pytest.mark.parametrize("status", [s for s in ReportStatus if s is not VERIFIED])
def test_nothing_of_a_report_that_nobody_verified_is_released(site: Flask, status: ReportStatus) -> None:
    with pytest.raises(NotAllowedNow):
        did(actions.release, some_evidence(a_report(status=status)), by=a_verifier())


def test_nobody_releases_their_own_or_their_organisations(site: Flask) -> None:
    organisation = an_organisation()
    report = a_report(a_commitment(organisation), VERIFIED)
    evidence = some_evidence(report)
    author, colleague, narrowed = a_verifier(), a_member(organisation), a_verifier(1)
    colleague.office_roles = [OfficeRole(role=OfficeRoleName.VERIFIER)]
    evidence.created_by_id = author.id
    db.session.commit()
    for by in (author, colleague, narrowed, a_user()):
        with pytest.raises(Refused):
            did(actions.release, evidence, by=by)
    assert evidence.released_at is None


@pytest.mark.parametrize("act", ["release", "withdraw"])
def test_of_two_verifiers_one_decides(site: Flask, act: str) -> None:
    report = a_report(status=VERIFIED)
    evidence = some_evidence(report) if act == "release" else released(report, a_verifier())
    answers = {} if act == "release" else {"reason": "Salah berkas"}
    did(getattr(actions, act), evidence, by=a_verifier(), **answers)
    with pytest.raises(NotAllowedNow):
        did(getattr(actions, act), evidence, by=a_verifier(), **answers)
    assert len(trail(f"evidence.{act}")) == 1


def test_withdrawing_asks_why(site: Flask) -> None:
    evidence = released(a_report(status=VERIFIED), a_verifier())
    with pytest.raises(Refused) as refused:
        did(actions.withdraw, evidence, by=a_verifier(), reason="  ")
    assert refused.value.field == "reason"


def test_a_storage_that_is_gone_leaves_neither_row_nor_object(site: Flask) -> None:
    report, before = a_report(), store()
    by = report.commitment.created_by
    broken = _GoneAfter(before)
    site.extensions["files"] = broken
    try:
        with pytest.raises(StorageGone):
            did(actions.add_evidence, report, by=by, files=[PHOTO, _pdf()])
    finally:
        site.extensions["files"] = before
    assert db.session.scalars(select(Evidence)).all() == db.session.scalars(select(StoredFile)).all() == []
    assert trail("evidence.add") == []


class _GoneAfter:
    """A storage that takes two files and then is out of reach."""

    def __init__(self, real: Any) -> None:
        self.real, self.taken = real, 0

    def put(self, key: str, data: bytes) -> None:
        self.taken += 1
        (self.real if self.taken < 3 else buckets.gone()).put(key, data)


def _pdf() -> keeping.Checked:
    return keeping.check("laporan.pdf", PDF, ANYTHING)
