"""Quarter-ends as they were: counted once, never changed after."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.database import NEVER_AGAIN, Instant, Model, Whole
from portal.core.values import Quarter
from portal.core.wording import _l
from portal.snapshots.rules import name_of

TWICE = (_l("Triwulan ini sudah disimpan"), None)


class Snapshot(Model):
    """One quarter whose end is kept. `is_example`: example data was counted in it."""

    __tablename__ = "snapshots"

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column()
    quarter_number: Mapped[int] = mapped_column()
    taken_at: Mapped[datetime] = mapped_column(Instant, default=now)
    is_example: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        UniqueConstraint("year", "quarter_number", info={"refusal": TWICE}),
        CheckConstraint("quarter_number BETWEEN 1 AND 4", name="quarter"),
        NEVER_AGAIN,
    )

    @property
    def quarter(self) -> Quarter:
        return Quarter(self.year, self.quarter_number)

    @property
    def reference(self) -> str:
        """What the trail and the commands call it: "2026-Q3"."""
        return name_of(self.quarter)


class SnapshotCount(Model):
    """What stood at the end of one quarter at one place, under one strategy, by one kind, begun in one year.

    "" and 0 stand for all of them: places and leads are not distinct, so no total of theirs is a sum, and
    each is kept beside its parts. `place` is a kecamatan, or the kabupaten for promises to all of it.

    `pledged` and `realised` (rupiah): lines whose promise has a value, of `unvalued` commitments not all
    lines; `realised_unvalued`: told of lines without one. None where no line says anything. `people` and
    `reached` count 1 for each of their `…_masked` lines with 1 to 4 people in a desa.
    """

    __tablename__ = "snapshot_counts"

    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshots.id", ondelete="CASCADE"), primary_key=True)
    place: Mapped[str] = mapped_column(String(13), primary_key=True)
    strategy: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    start_year: Mapped[int] = mapped_column(primary_key=True)
    commitments: Mapped[int] = mapped_column()
    completed: Mapped[int] = mapped_column()
    leads: Mapped[int] = mapped_column()
    pledged: Mapped[int | None] = mapped_column(Whole)
    realised: Mapped[int | None] = mapped_column(Whole)
    unvalued: Mapped[int] = mapped_column()
    realised_unvalued: Mapped[int | None] = mapped_column(Whole)
    people: Mapped[int | None] = mapped_column(Whole)
    people_masked: Mapped[int] = mapped_column()
    reached: Mapped[int | None] = mapped_column(Whole)
    reached_masked: Mapped[int] = mapped_column()
