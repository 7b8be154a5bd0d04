"""The summaries, the lines they are made of, and the day they are of."""

from datetime import date

from sqlalchemy import BigInteger, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import Model


class TallyLine(Model):
    """One line of a public commitment as it stands in the summaries now: the columns of rules.Line.

    No foreign keys: what was deleted stands here until its share of the summaries is taken out.
    """

    __tablename__ = "tally_lines"

    commitment_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    allocation_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    organisation_id: Mapped[int] = mapped_column()
    kind: Mapped[str] = mapped_column(String(20))
    strategy_number: Mapped[int] = mapped_column()
    year: Mapped[int] = mapped_column()
    state: Mapped[str] = mapped_column(String(20))
    reported_on: Mapped[date | None] = mapped_column()
    is_example: Mapped[bool] = mapped_column()
    region_code: Mapped[str] = mapped_column(String(13))
    kecamatan_code: Mapped[str] = mapped_column(String(13))
    pocket_id: Mapped[int | None] = mapped_column()
    rupiah: Mapped[int | None] = mapped_column(BigInteger)
    realised: Mapped[int | None] = mapped_column(BigInteger)
    people: Mapped[int | None] = mapped_column()
    reached: Mapped[int | None] = mapped_column()

    __table_args__ = (
        Index(  # which leads are where, and how fresh they are
            "ix_tally_lines_lead",
            *("organisation_id", "kecamatan_code", "region_code", "pocket_id"),
            *("kind", "state", "strategy_number", "year", "reported_on", "commitment_id"),
        ),
        Index(  # how fresh a place is
            "ix_tally_lines_place",
            *("region_code", "pocket_id", "kind", "state", "strategy_number", "year", "reported_on"),
        ),
        {"sqlite_with_rowid": False},
    )


class Tally(Model):
    """What is counted at one node of one or of any kind, state, strategy and year: rules.Key and rules.Sums.

    `leads` are different organisations, `reported_on` is the last day of a verified report. A key with no
    commitment has no row. The order of the key lets a page of a matrix be read in one stretch.
    """

    __tablename__ = "tallies"

    axis: Mapped[str] = mapped_column(String(10), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    state: Mapped[str] = mapped_column(String(20), primary_key=True)
    strategy_number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    within: Mapped[str] = mapped_column(String(13), primary_key=True)
    row_key: Mapped[str] = mapped_column(Text, primary_key=True)
    leads: Mapped[int] = mapped_column(default=0)
    reported_on: Mapped[date | None] = mapped_column()
    commitments: Mapped[int] = mapped_column(default=0)
    silent: Mapped[int] = mapped_column(default=0)
    examples: Mapped[int] = mapped_column(default=0)
    valued: Mapped[int] = mapped_column(default=0)
    rupiah: Mapped[int] = mapped_column(BigInteger, default=0)
    rupiah_given: Mapped[int] = mapped_column(default=0)
    rupiah_unstated: Mapped[int] = mapped_column(default=0)
    realised: Mapped[int] = mapped_column(BigInteger, default=0)
    realised_given: Mapped[int] = mapped_column(default=0)
    realised_unstated: Mapped[int] = mapped_column(default=0)
    achieved: Mapped[int] = mapped_column(BigInteger, default=0)
    promised: Mapped[int] = mapped_column(BigInteger, default=0)
    achieved_given: Mapped[int] = mapped_column(default=0)
    achieved_unstated: Mapped[int] = mapped_column(default=0)
    people: Mapped[int] = mapped_column(BigInteger, default=0)
    people_given: Mapped[int] = mapped_column(default=0)
    people_unstated: Mapped[int] = mapped_column(default=0)
    people_masked: Mapped[int] = mapped_column(default=0)
    reached: Mapped[int] = mapped_column(BigInteger, default=0)
    reached_given: Mapped[int] = mapped_column(default=0)
    reached_unstated: Mapped[int] = mapped_column(default=0)
    reached_masked: Mapped[int] = mapped_column(default=0)

    __table_args__ = ({"sqlite_with_rowid": False},)


class TallyState(Model):
    """One row: the day (WIB) whose states the summaries tell, None while they are not kept; and its terms.

    Whoever changes summaries locks it first: one after the other.
    """

    __tablename__ = "tally_state"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    day: Mapped[date | None] = mapped_column()
    silent_months: Mapped[int] = mapped_column()
