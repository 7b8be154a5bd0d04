"""The official region tree, poverty pockets, measured figures. Aggregates only: never a name, never a NIK."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, Float, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.clock import now
from portal.core.database import NEVER_AGAIN, Instant, Model, Quantity, ShortText, choice
from portal.core.wording import _l
from portal.places.rules import Level, PocketStatus


class Region(Model):
    """One unit of the Kemendagri tree; the key is its code, as text (12.05.07.1001)."""

    __tablename__ = "regions"

    code: Mapped[str] = mapped_column(String(13), primary_key=True)
    name: Mapped[str] = mapped_column(ShortText)
    level: Mapped[Level] = mapped_column(choice(Level, "region_level"))
    parent_code: Mapped[str | None] = mapped_column(ForeignKey("regions.code"), index=True)
    kecamatan_code: Mapped[str | None] = mapped_column(ForeignKey("regions.code"), index=True)
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    bps_code: Mapped[str | None] = mapped_column(String(10))
    development_area: Mapped[str | None] = mapped_column(String(40))
    short_name: Mapped[str | None] = mapped_column(String(12))
    tile_column: Mapped[int | None] = mapped_column()
    tile_row: Mapped[int | None] = mapped_column()

    parent: Mapped["Region | None"] = relationship(foreign_keys=[parent_code], remote_side=[code])
    kecamatan: Mapped["Region | None"] = relationship(
        foreign_keys=[kecamatan_code], remote_side=[code], viewonly=True
    )


class Indicator(Model):
    """What can be measured of a place. `counts_people` figures from 1 to 4 are masked in public."""

    __tablename__ = "indicators"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name_id: Mapped[str] = mapped_column(ShortText)
    name_en: Mapped[str] = mapped_column(ShortText)
    unit_id: Mapped[str] = mapped_column(String(40))
    unit_en: Mapped[str] = mapped_column(String(40))
    counts_people: Mapped[bool] = mapped_column(default=False)
    scope: Mapped[str] = mapped_column(String(10), default="pocket")
    position: Mapped[int] = mapped_column(default=0)


class RegionFigure(Model):
    """A measured value of a region for a year, with its source (BPS)."""

    __tablename__ = "region_figures"

    id: Mapped[int] = mapped_column(primary_key=True)
    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    indicator_code: Mapped[str] = mapped_column(ForeignKey("indicators.code"))
    year: Mapped[int] = mapped_column()
    value: Mapped[Decimal] = mapped_column(Quantity)
    source: Mapped[str] = mapped_column(ShortText)
    source_en: Mapped[str] = mapped_column(ShortText)

    indicator: Mapped[Indicator] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (UniqueConstraint("region_code", "indicator_code", "year"),)


class Pocket(Model):
    """A named poverty pocket in one desa or kelurahan, or some dusun of it, with the decision naming it."""

    __tablename__ = "pockets"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(ShortText)
    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"), index=True)
    hamlets: Mapped[str] = mapped_column(ShortText, default="")
    decision: Mapped[str] = mapped_column(ShortText)
    decided_on: Mapped[date | None] = mapped_column()
    status: Mapped[PocketStatus] = mapped_column(
        choice(PocketStatus, "pocket_status"), default=PocketStatus.ACTIVE
    )
    note: Mapped[str] = mapped_column(Text, default="")
    is_example: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)
    updated_at: Mapped[datetime] = mapped_column(Instant, default=now, onupdate=now)
    version: Mapped[int] = mapped_column()

    region: Mapped[Region] = relationship(lazy="joined", innerjoin=True)
    figures: Mapped[list["PocketFigure"]] = relationship(
        back_populates="pocket",
        cascade="all, delete-orphan",
        order_by="PocketFigure.year.desc(), PocketFigure.indicator_code",
    )

    __table_args__ = (
        UniqueConstraint("slug", info={"refusal": (_l("Kantong dengan nama ini sudah ada"), "name")}),
        UniqueConstraint(
            "region_code", "name", info={"refusal": (_l("Kantong ini sudah tercatat di desa itu"), "name")}
        ),
        NEVER_AGAIN,
    )
    __mapper_args__ = {"version_id_col": version}

    @classmethod
    def published_when(cls) -> ColumnElement[bool]:
        """Every pocket on record may be seen, a withdrawn one only by the office."""
        return cls.status != PocketStatus.WITHDRAWN


class PocketFigure(Model):
    """A measured value of a pocket for a year, with its source."""

    __tablename__ = "pocket_figures"

    id: Mapped[int] = mapped_column(primary_key=True)
    pocket_id: Mapped[int] = mapped_column(ForeignKey("pockets.id", ondelete="CASCADE"))
    indicator_code: Mapped[str] = mapped_column(ForeignKey("indicators.code"))
    year: Mapped[int] = mapped_column()
    value: Mapped[Decimal] = mapped_column(Quantity)
    source: Mapped[str] = mapped_column(ShortText)

    pocket: Mapped[Pocket] = relationship(back_populates="figures")
    indicator: Mapped[Indicator] = relationship(lazy="joined", innerjoin=True)

    @property
    def version(self) -> int:
        """Figures change with their pocket: its version is theirs."""
        return self.pocket.version

    __table_args__ = (
        UniqueConstraint(
            "pocket_id",
            "indicator_code",
            "year",
            info={"refusal": (_l("Angka indikator ini untuk tahun itu sudah ada"), "year")},
        ),
        NEVER_AGAIN,
    )
