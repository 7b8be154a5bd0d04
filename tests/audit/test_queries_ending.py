"""How far the trail has come is read beside the pages, on both databases."""

import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from portal.audit.ending import trail_end
from portal.core.database import db


def test_the_end_of_the_trail_is_read_again_after_a_lost_connection(
    site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = create_engine(site.config["SQLALCHEMY_DATABASE_URI"])
    monkeypatch.setitem(db._app_engines[site], None, engine)
    read = trail_end(site)
    with engine.connect() as connection:
        end = connection.scalar(text("SELECT last_id FROM audit_heads WHERE id = 1")) or 0
    assert [read(), read()] == [end, end]
    for cell in read.__closure__ or ():
        if hasattr(cell.cell_contents, "connection"):
            cell.cell_contents.connection.close()
    assert [read(), read()] == [None, end]
    engine.dispose()
