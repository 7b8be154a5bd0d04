"""Files lie in a folder in the tests on SQLite, in a bucket in those on PostgreSQL."""

from tests.files.conftest import storage

__all__ = ["storage"]
