"""Both storages promise the same: whole or not at all, found by key, gone when deleted, honest when gone."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portal.config import read_settings
from portal.core.errors import StorageGone
from portal.files.bucket import Bucket
from portal.files.storage import Folder, Storage, new_key, storage_of
from tests.support import buckets

KINDS = ["folder", "bucket"]


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    """An empty storage of each kind."""
    return Folder(tmp_path / "files") if request.param == "folder" else buckets.new_bucket()


@pytest.fixture(params=["no folder", "full disk", "service out of reach", "no bucket"])
def broken(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Storage:
    """A storage that takes nothing."""
    if request.param == "service out of reach":
        return buckets.gone()
    if request.param == "no bucket":
        return buckets.refused()
    (tmp_path / "file").write_bytes(b"")
    if request.param == "no folder":
        return Folder(tmp_path / "file" / "files")
    monkeypatch.setattr("portal.files.storage.os.fsync", _full)
    monkeypatch.setattr("portal.files.storage.tempfile.TemporaryFile", _full)
    return Folder(tmp_path / "files")


def _full(*_args: object, **_options: object) -> None:
    raise OSError(28, "No space left on device")


def _read(place: Storage, key: str) -> bytes:
    with closing(place.open(key)) as file:
        return file.read()


def _later() -> datetime:
    return datetime.now(UTC) + timedelta(minutes=5)


def test_what_was_put_is_read_whole_or_piece_by_piece(place: Storage) -> None:
    key, data = new_key(), bytes(range(256)) * 4096
    place.put(key, data)
    assert _read(place, key) == data
    with closing(place.open(key)) as file:
        assert file.read(10) == data[:10]
        assert file.read(10) == data[10:20]


def test_what_was_deleted_is_gone_and_may_be_deleted_again(place: Storage) -> None:
    key = new_key()
    place.put(key, b"isi")
    place.delete(key)
    place.delete(key)
    with pytest.raises(FileNotFoundError):
        place.open(key)


def test_a_key_never_leads_elsewhere(place: Storage) -> None:
    for key in ("../simpul.db", "a" * 39 + "/", "", "A" * 40):
        with pytest.raises(FileNotFoundError):
            place.open(key)
        with pytest.raises(FileNotFoundError):
            place.put(key, b"")


def test_old_files_are_told_from_new_ones(place: Storage) -> None:
    keys = sorted(new_key() for _ in range(3))
    for key in keys:
        place.put(key, b"isi")
    assert list(place.old_keys(_later())) == keys
    assert list(place.old_keys(datetime.now(UTC) - timedelta(minutes=5))) == []


def test_a_storage_that_works_says_so_and_keeps_nothing_of_the_question(place: Storage) -> None:
    assert place.works() and place.works()
    assert list(place.old_keys(_later())) == []


def test_a_storage_that_is_gone_says_so_and_keeps_nothing_half_written(
    broken: Storage, tmp_path: Path
) -> None:
    assert not broken.works()
    with pytest.raises(StorageGone):
        broken.put(new_key(), b"isi")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / "file"] * (
        (tmp_path / "file").exists()
    )


def test_what_a_broken_write_left_is_swept_too(tmp_path: Path) -> None:
    place, key = Folder(tmp_path), new_key()
    place.put(key, b"isi")
    (tmp_path / key[:2] / f".{key}").write_bytes(b"i")
    assert list(place.old_keys(_later())) == [f".{key}", key]
    place.delete(f".{key}")
    assert _read(place, key) == b"isi"


def test_the_settings_say_where_files_lie(tmp_path: Path) -> None:
    env = {"SIMPUL_ENV": "test", "SECRET_KEY": "k" * 40, "VAR_DIR": str(tmp_path)}
    folder = storage_of(read_settings(env))
    assert isinstance(folder, Folder) and folder.root == tmp_path / "files"
    given = {
        "FILES_URL": "s3://berkas/simpul/",
        "FILES_ENDPOINT": "https://s3.example.id",
        "FILES_REGION": "a",
    }
    bucket = storage_of(read_settings(env | given))
    assert isinstance(bucket, Bucket) and (bucket.bucket, bucket.prefix) == ("berkas", "simpul/")
    assert bucket.client.meta.endpoint_url == "https://s3.example.id"
    assert Bucket("berkas", "").prefix == ""
