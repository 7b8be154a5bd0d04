"""The seven strategies as the FGD of 13 December 2024 worded them, and the legal bases of the work."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.database import NEVER_AGAIN, Model, ShortText, choice
from portal.strategies.rules import StrategyKind


class Strategy(Model):
    """One of the seven, in both languages, with the strategy of the Inpres it answers to (editable)."""

    __tablename__ = "strategies"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name_id: Mapped[str] = mapped_column(ShortText)
    short_id: Mapped[str] = mapped_column(String(40))
    name_en: Mapped[str] = mapped_column(ShortText)
    short_en: Mapped[str] = mapped_column(String(40))
    kind: Mapped[StrategyKind] = mapped_column(choice(StrategyKind, "strategy_kind"))
    inpres_id: Mapped[str] = mapped_column(ShortText, default="")
    inpres_en: Mapped[str] = mapped_column(ShortText, default="")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class LegalBasis(Model):
    """A law or decision the work stands on; an editable list."""

    __tablename__ = "legal_bases"
    __table_args__ = NEVER_AGAIN

    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column()
    title: Mapped[str] = mapped_column(ShortText, unique=True)
    subject_id: Mapped[str] = mapped_column(Text, default="")
    subject_en: Mapped[str] = mapped_column(Text, default="")
    note_id: Mapped[str] = mapped_column(Text, default="")
    note_en: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
