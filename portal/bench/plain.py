"""The same questions as plain SQL on the same tables, as a competent person writes it without summaries."""

import sqlite3
import time
from contextlib import closing
from typing import Any

import psycopg
from sqlalchemy import make_url

MATRIX = (
    "SELECT coalesce(r.kecamatan_code, r.code) AS kecamatan, c.strategy_number,"
    " count(DISTINCT c.id) AS commitments, count(DISTINCT c.organisation_id) AS partners"
    " FROM commitments c JOIN allocations a ON a.commitment_id = c.id"
    " JOIN regions r ON r.code = a.region_code"
    " WHERE c.status IN ('verified', 'completed')"
    " GROUP BY coalesce(r.kecamatan_code, r.code), c.strategy_number"
)
PUBLIC = "c.status IN ('verified', 'completed', 'cancelled')"
FACETS = ("c.status", "c.strategy_number", "c.organisation_id", "c.funding_source")
LIST = (
    "SELECT c.reference, c.title, o.name, c.strategy_number, c.status, c.starts_on, c.ends_on, c.verified_at"  # noqa: S608
    f" FROM commitments c JOIN organisations o ON o.id = c.organisation_id WHERE {PUBLIC}"
    " ORDER BY c.verified_at DESC, c.id DESC LIMIT 50",
    *(f"SELECT {facet}, count(*) FROM commitments c WHERE {PUBLIC} GROUP BY {facet}" for facet in FACETS),  # noqa: S608
)


def milliseconds_of(url: str, statements: tuple[str, ...]) -> float:
    """How long a fresh connection takes for these statements, rows fetched."""
    with closing(_connected(url)) as connection:
        began = time.perf_counter()
        for statement in statements:
            connection.execute(statement).fetchall()
        return (time.perf_counter() - began) * 1000


def _connected(url: str) -> Any:
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return sqlite3.connect(f"file:{address.database}?mode=ro", uri=True)
    plain = address.set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(plain)
