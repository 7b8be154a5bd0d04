"""Public references such as KMT-2026-0001: one running number per kind and year, never given twice."""

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import today
from portal.core.database import Model, db


class ReferenceCounter(Model):
    """The last number given for a kind ("KMT", "FGD") in a year."""

    __tablename__ = "reference_counters"

    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int] = mapped_column(default=0)


def next_reference(kind: str) -> str:
    """The next reference of this kind in the present year (WIB); a row lock makes two askers wait."""
    year = today().year
    counter = db.session.scalar(select(ReferenceCounter).filter_by(kind=kind, year=year).with_for_update())
    if counter is None:
        counter = ReferenceCounter(kind=kind, year=year, last=0)
        db.session.add(counter)
    counter.last += 1
    db.session.flush()
    return f"{kind}-{year}-{counter.last:04d}"
