"""The trail in plain words."""

from datetime import date
from decimal import Decimal

import pytest
from flask import Flask

from portal.audit.actions import record
from portal.audit.queries import TrailFilter, history_of, recent
from portal.commitments.rules import CommitmentStatus
from portal.core.database import transaction
from tests.factories import a_commitment, a_user


def test_the_history_of_a_thing_reads_as_sentences_newest_first(site: Flask) -> None:
    commitment, person = a_commitment(reference="KMT-2026-0099"), a_user(name="Siti")
    with transaction():
        record("commitment.verify", commitment, by=person)
        record("commitment.cancel", commitment, by=person, reason="Dana tidak turun")
    newest, oldest = history_of("commitments", commitment.id)
    assert (oldest.who, oldest.what, oldest.label) == ("Siti", "memverifikasi komitmen", "KMT-2026-0099")
    assert newest.reason == "Dana tidak turun"


@pytest.mark.parametrize(
    ("field", "old", "new", "words"),
    [
        (
            "status",
            CommitmentStatus.DRAFT,
            CommitmentStatus.SUBMITTED,
            ("Status", "Draf", "Menunggu verifikasi"),
        ),
        ("starts_on", None, date(2026, 1, 31), ("Tanggal mulai", "kosong", "31 Januari 2026")),
        ("title", "", "Rumah", ("Judul", "kosong", "Rumah")),
        ("is_example", False, True, ("is_example", "tidak", "ya")),
        ("unit", "a" * 500, Decimal("2.5"), ("Satuan", "a" * 300 + "…", "2.5")),
    ],
)
def test_values_read_as_on_screens(
    site: Flask, field: str, old: object, new: object, words: tuple[str, str, str]
) -> None:
    commitment = a_commitment()
    with transaction():
        record("commitment.edit", commitment, by=None, changes={field: (old, new)})
    (change,) = history_of("commitments", commitment.id)[0].changes
    assert (change.field, change.old, change.new) == words


def test_made_html_is_left_out(site: Flask) -> None:
    commitment = a_commitment()
    with transaction():
        record("commitment.edit", commitment, by=None, changes={"description_html": ("<p>a", "<p>b")})
    assert history_of("commitments", commitment.id)[0].changes == ()


def test_the_number_of_who_did_it_is_left_out(site: Flask) -> None:
    commitment = a_commitment()
    with transaction():
        record("commitment.edit", commitment, by=None, changes={"verified_by_id": (None, 3)})
    assert history_of("commitments", commitment.id)[0].changes == ()


def test_the_trail_is_filtered_and_paged(site: Flask) -> None:
    siti, budi = a_user(name="Siti"), a_user(name="Budi 50%")
    with transaction():
        for _n in range(21):
            record("session.begin", siti, by=siti)
        record("user.disable", budi, by=siti)
        record("account.edit", budi, by=budi)
    assert recent(TrailFilter(), 1).total == 23
    assert len(recent(TrailFilter(), 2).rows) == 3
    assert recent(TrailFilter(who="siti"), 1).total == 22
    assert recent(TrailFilter(action="user.disable"), 1).rows[0].label == "Budi 50%"
    assert recent(TrailFilter(label="50%"), 1).total == 2
    assert recent(TrailFilter(label="_"), 1).total == 0


def test_what_one_does_to_oneself_is_not_said_twice(site: Flask) -> None:
    siti = a_user(name="Siti")
    with transaction():
        record("session.begin", siti, by=siti)
    line = history_of("users", siti.id)[0]
    assert (line.who, line.what, line.label) == ("Siti", "masuk", "")
