"""What an administrator changes in the reference data: the strategies' short names, the legal bases."""

from sqlalchemy import func, select

from portal.accounts.models import User
from portal.audit.actions import record, set_fields
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.wording import _l
from portal.strategies.models import LegalBasis, Strategy
from portal.strategies.queries import all_legal_bases

SAME_TITLE = _l("Dasar hukum ini sudah ada dalam daftar")


def edit_strategy(
    strategy: Strategy,
    *,
    by: User,
    short_id: str,
    name_en: str,
    short_en: str,
    inpres_id: str | None = "",
    inpres_en: str | None = "",
) -> Strategy:
    """Change how a strategy is called in short and in English, and the Inpres strategy it answers to.

    The name that the FGD worded is never changed.
    """
    answers = {"short_id": short_id, "name_en": name_en, "short_en": short_en}
    answers |= {"inpres_id": inpres_id or "", "inpres_en": inpres_en or ""}
    record("strategy.edit", strategy, by=by, changes=set_fields(strategy, answers))
    return strategy


def add_legal_basis(*, by: User, title: str, **texts: str | None) -> LegalBasis:
    """Add a law or decision at the end of the list; its title stands once (field `title`)."""
    _refuse_double(title)
    last = db.session.scalar(select(func.max(LegalBasis.position))) or 0
    basis = LegalBasis(title=title, position=last + 1, **{name: text or "" for name, text in texts.items()})
    db.session.add(basis)
    record("legal_basis.create", basis, by=by)
    return basis


def edit_legal_basis(basis: LegalBasis, *, by: User, title: str, **texts: str | None) -> LegalBasis:
    """Change the words of a legal basis."""
    _refuse_double(title, besides=basis.id)
    answers = {"title": title} | {name: text or "" for name, text in texts.items()}
    record("legal_basis.edit", basis, by=by, changes=set_fields(basis, answers))
    return basis


def move_legal_basis(basis: LegalBasis, *, by: User, up: bool) -> LegalBasis:
    """Change places with the one above or below; the first and the last stay where they are."""
    order = list(all_legal_bases())
    here = order.index(basis)
    there = here - 1 if up else here + 1
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
    changes = {"position": (here + 1, order.index(basis) + 1)}
    for position, each in enumerate(order, 1):
        each.position = position
    record("legal_basis.move", basis, by=by, changes=changes)
    return basis


def remove_legal_basis(basis: LegalBasis, *, by: User) -> None:
    """Take a legal basis off the list; the trail keeps its title."""
    record("legal_basis.remove", basis, by=by, changes={"title": (basis.title, "")})
    db.session.delete(basis)


def _refuse_double(title: str, besides: int | None = None) -> None:
    same = select(LegalBasis.id).where(func.lower(LegalBasis.title) == title.lower())
    if any(found != besides for found in db.session.scalars(same)):
        raise Refused(SAME_TITLE, "title")
