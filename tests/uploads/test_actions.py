"""What arrives in pieces is kept whole or not at all, and is swept when nobody takes it."""

from datetime import timedelta
from hashlib import sha256

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import User
from portal.core import clock
from portal.core.database import db, transaction
from portal.core.errors import NotAllowedNow, Refused
from portal.files import keeping
from portal.files.models import StoredFile
from portal.files.rules import ANYTHING
from portal.uploads import pieces, receiving
from portal.uploads.models import Upload
from portal.uploads.queries import finished, offset_of
from tests.factories import a_user
from tests.files.making import photo_with_place
from tests.uploads.sending import a_pdf, digest

DATA = a_pdf(100_000)


def an_upload(by: User, data: bytes = DATA, name: str = "laporan.pdf", arrived: bool = True) -> Upload:
    """An upload, its bytes on the disk unless told otherwise."""
    with transaction():
        upload = receiving.begin(by=by, name=name, size=len(data), sha256=sha256(data).hexdigest())
        if arrived:
            receiving.append(upload, by=by, offset=0, digest=digest(data), piece=data)
    return upload


def kept(upload: Upload, by: User) -> Upload:
    data = pieces.whole(upload.id)
    checked = keeping.check(upload.name, data, ANYTHING, longest=2000, small=True)
    with transaction():
        return receiving.finish(upload, by=by, checked=checked)


def test_what_arrived_whole_is_taken_once(site: Flask) -> None:
    by = a_user()
    upload = kept(an_upload(by), by)
    assert [each.id for each in finished(by.id, [upload.id])] == [upload.id]
    with transaction():
        (taken,) = receiving.take([upload.id], by=by, field="evidence")
    assert keeping.open_file(taken.file) == DATA
    with pytest.raises(Refused) as refused, transaction():
        receiving.take([upload.id], by=by, field="evidence")
    assert refused.value.field == "evidence"


def test_a_photo_comes_with_a_small_one(site: Flask) -> None:
    by = a_user()
    upload = kept(an_upload(by, photo_with_place(), "foto.jpg"), by)
    with transaction():
        (taken,) = receiving.take([upload.id], by=by, field="evidence")
    assert taken.thumbnail is not None and taken.thumbnail.name == "foto-kecil.jpg"


def test_a_second_ending_keeps_nothing_twice(site: Flask) -> None:
    by = a_user()
    upload = kept(an_upload(by), by)
    assert kept(upload, by).file_id == upload.file_id
    assert len(db.session.scalars(select(StoredFile)).all()) == 1


def test_nobody_else_goes_on_with_it_takes_it_or_calls_it_off(site: Flask) -> None:
    by, other = a_user(), a_user()
    upload = kept(an_upload(by), by)
    for act in (
        lambda: receiving.append(upload, by=other, offset=0, digest=digest(b"x"), piece=b"x"),
        lambda: receiving.finish(upload, by=other, checked=None),
        lambda: receiving.cancel(upload, by=other),
        lambda: receiving.take([upload.id], by=other, field="evidence"),
    ):
        with pytest.raises((NotAllowedNow, Refused)), transaction():
            act()
    assert not finished(other.id, [upload.id])


def test_bytes_that_the_disk_lost_are_asked_for_again(site: Flask) -> None:
    by = a_user()
    upload = an_upload(by, arrived=False)
    with transaction():
        receiving.append(upload, by=by, offset=0, digest=digest(DATA[:70_000]), piece=DATA[:70_000])
    pieces.write(upload.id, 0, DATA[:50])
    assert offset_of(upload) == 50
    with transaction():
        receiving.append(upload, by=by, offset=50, digest=digest(DATA[50:]), piece=DATA[50:])
    assert receiving.is_whole(upload, pieces.whole(upload.id))


def test_after_a_day_everything_that_nobody_took_is_gone(site: Flask) -> None:
    by = a_user()
    half, whole = an_upload(by, arrived=False), kept(an_upload(by), by)
    pieces.write(half.id, 0, b"x" * 100)
    with clock.at(clock.now() + timedelta(hours=23)), transaction():
        assert receiving.sweep() == 0
    with clock.at(clock.now() + timedelta(hours=25)):
        with pytest.raises(NotAllowedNow), transaction():
            receiving.cancel(half, by=by)
        with transaction():
            assert receiving.sweep() == 2
    assert db.session.scalars(select(Upload)).all() == []
    assert db.session.scalars(select(StoredFile)).all() == []
    assert pieces.length(half.id) == pieces.length(whole.id) == 0


def test_a_person_has_only_so_many_under_way(site: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.uploads.rules.MOST_OPEN", 2)
    by = a_user()
    for _ in range(2):
        an_upload(by, arrived=False)
    with pytest.raises(Refused):
        an_upload(by, arrived=False)
    an_upload(a_user(), arrived=False)
