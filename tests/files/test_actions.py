"""Files are kept, found through their thing, and let go."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from portal.core import clock
from portal.core.database import db, transaction
from portal.core.errors import Refused
from portal.files import keeping, queries
from portal.files.models import StoredFile
from portal.files.rules import ANYTHING, PICTURES, SCANS
from portal.files.storage import Folder, store
from tests.factories import a_pocket, a_user
from tests.files import making


def kept(name: str, data: bytes, kinds: Any = ANYTHING) -> StoredFile:
    by = a_user()
    with transaction():
        return keeping.keep(making.upload(data, name), by=by, kinds=kinds)


def there() -> set[str]:
    """The keys of all that the storage holds."""
    return set(store().old_keys(datetime.now(UTC) + timedelta(minutes=5)))


@pytest.mark.parametrize("what", making.TAKEN)
def test_a_good_file_is_kept(site: Flask, what: str) -> None:
    name, data, media_type = making.TAKEN[what]
    stored = kept(name, data)
    content = keeping.open_file(stored)
    assert (stored.media_type, stored.size) == (media_type, len(content))
    assert stored.sha256 == sha256(content).hexdigest()
    assert stored.kind in PICTURES or content == data


@pytest.mark.parametrize("what", making.REFUSED)
def test_a_hostile_file_is_refused_at_its_question_and_leaves_nothing(site: Flask, what: str) -> None:
    name, data = making.REFUSED[what]
    before = there()
    with pytest.raises(Refused) as refused:
        kept(name, data)
    assert refused.value.field == "document"
    assert str(refused.value.reason)
    assert there() == before
    assert db.session.scalars(select(StoredFile)).all() == []


def test_only_the_kinds_that_were_asked_for_are_taken(site: Flask) -> None:
    with pytest.raises(Refused) as refused:
        kept("daftar.docx", making.office(), SCANS)
    assert "PDF, JPG, PNG, WebP" in str(refused.value.reason)


def test_eleven_megabytes_are_refused(site: Flask) -> None:
    with pytest.raises(Refused):
        kept("surat.pdf", b"%PDF-1.7\n" + b" " * (11 * 1024 * 1024) + making.PDF)


def test_a_photo_loses_where_it_was_taken_and_stands_upright(site: Flask) -> None:
    content = keeping.open_file(kept("foto.jpg", making.photo_with_place()))
    picture = Image.open(BytesIO(content))
    assert picture.size == (20, 40)
    assert not picture.getexif() and "comment" not in picture.info
    for secret in (b"RAHASIA", b"rahasia", b"Exif", b"GPS"):
        assert secret not in content


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_what_is_hidden_behind_or_inside_a_picture_is_gone(site: Flask, form: str) -> None:
    notes: dict[str, Any] = {"JPEG": {"comment": making.SCRIPT}, "WEBP": {"xmp": making.SCRIPT}}
    polyglot = making.picture(form, **notes.get(form, {})) + making.plain_zip(a=b"jahat") + making.HTML
    extension = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}[form]
    content = keeping.open_file(kept(f"foto.{extension}", polyglot))
    assert b"script" not in content and b"jahat" not in content


def test_a_big_picture_is_made_smaller(site: Flask) -> None:
    content = keeping.open_file(kept("foto.png", making.picture("PNG", (5000, 1000), "L")))
    assert Image.open(BytesIO(content)).size == (4000, 800)


def test_a_see_through_picture_stays_so(site: Flask) -> None:
    data = making.picture("PNG", mode="P", transparency=0)
    assert Image.open(BytesIO(keeping.open_file(kept("bagan.png", data)))).mode == "RGBA"


def test_the_name_on_disk_says_nothing_and_only_the_site_may_read_it(site: Flask, tmp_path: Path) -> None:
    site.extensions["files"] = Folder(tmp_path)
    stored = kept("../../rahasia.pdf", making.PDF)
    path = tmp_path / stored.key[:2] / stored.key
    assert stored.name == "rahasia.pdf"
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_file_is_found_only_through_its_thing(site: Flask) -> None:
    stored, mine, other = kept("surat.pdf", making.PDF), a_pocket(), a_pocket()
    with transaction():
        link = keeping.attach(stored, mine, role="decision")
    assert list(queries.links_of("pockets", mine.id)) == [link]
    assert list(queries.links_of("pockets", mine.id, "photo")) == []
    assert queries.get_link("pockets", mine.id, link.id) is link
    assert queries.get_link("pockets", other.id, link.id) is None
    assert queries.get_link("regions", mine.id, link.id) is None


def test_a_file_that_is_taken_away_goes_with_the_next_sweep(site: Flask) -> None:
    kept_one, gone = kept("surat.pdf", making.PDF), kept("salah.pdf", making.PDF)
    with transaction():
        keeping.attach(kept_one, a_pocket_in_transaction(), role="decision")
        keeping.detach(keeping.attach(gone, a_pocket_in_transaction(), role="decision"))
    assert keeping.sweep() == 0
    with clock.at(clock.now() + timedelta(days=2)):
        assert keeping.sweep() >= 1
    assert kept_one.key in there()
    assert gone.key not in there()


def test_bytes_of_a_transaction_that_failed_are_swept(site: Flask) -> None:
    by, keys = a_user(), []
    with pytest.raises(RuntimeError), transaction():
        keys.append(keeping.keep(making.upload(making.PDF, "a.pdf"), by=by, kinds=ANYTHING).key)
        raise RuntimeError("the rest failed")
    assert keys[0] in there()
    with clock.at(clock.now() + timedelta(days=2)):
        answer = site.test_cli_runner().invoke(args=["files", "sweep"])
    assert answer.exit_code == 0 and "deleted" in answer.output
    assert keys[0] not in there()


def a_pocket_in_transaction() -> Any:
    """Any thing with a table and an id: the links know nothing of it."""
    return db.session.scalars(select(StoredFile).order_by(StoredFile.id)).first()
