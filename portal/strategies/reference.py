"""Loads the strategies and legal bases that ship with the site; what the office changed since stays."""

from pathlib import Path

from sqlalchemy import select

from portal.core.database import db
from portal.core.reference_files import rows
from portal.strategies.models import LegalBasis, Strategy
from portal.strategies.rules import StrategyKind

FOLDER = Path(__file__).with_name("reference")


def load_reference() -> int:
    """Add what is missing; returns how many rows were added."""
    known = set(db.session.scalars(select(Strategy.number)))
    titles = set(db.session.scalars(select(LegalBasis.title)))
    added = [_strategy(row) for row in rows(FOLDER / "strategies.csv") if int(row["number"]) not in known]
    bases = [_legal_basis(row) for row in rows(FOLDER / "legal_bases.csv") if row["title"] not in titles]
    db.session.add_all([*added, *bases])
    db.session.flush()
    return len(added) + len(bases)


def _strategy(row: dict[str, str]) -> Strategy:
    kind = StrategyKind.of(row["kind"])
    texts = {
        name: row[name] for name in ("name_id", "short_id", "name_en", "short_en", "inpres_id", "inpres_en")
    }
    return Strategy(number=int(row["number"]), kind=kind, **texts)


def _legal_basis(row: dict[str, str]) -> LegalBasis:
    texts = {name: row[name] for name in ("title", "subject_id", "subject_en", "note_en")}
    return LegalBasis(position=int(row["position"]), note_id=row["note"], **texts)
