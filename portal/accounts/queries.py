"""Reads people: one by number or address, and the office's list of them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, column, func, or_, select, table
from sqlalchemy.orm import selectinload

from portal.accounts.models import OfficeRole, User
from portal.accounts.rules import OfficeRoleName
from portal.core.database import db
from portal.core.paging import PAGE_SIZE, Page

_strategies = table("strategies", column("number"), column("short_id"), column("short_en"))


def get_user(user_id: int) -> User | None:
    """The person of this number, for the office."""
    return db.session.get(User, user_id) if user_id < 2**31 else None


def by_email(email: str) -> User | None:
    """The person who signs in with this address."""
    return db.session.scalar(select(User).filter_by(email=email))


def list_users(words: str, role: OfficeRoleName | None, page: int) -> Page[User]:
    """A page of people by name; `words` are looked for in names and addresses."""
    lists: tuple[Any, ...] = (User.office_roles, User.memberships)
    statement = _filtered(select(User).options(*map(selectinload, lists)), words, role)
    total = db.session.scalar(_filtered(select(func.count(User.id)), words, role)) or 0
    rows = db.session.scalars(
        statement.order_by(func.lower(User.name), User.id).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
    ).all()
    return Page(rows, page, total)


def strategy_names(language: str) -> list[tuple[int, str]]:
    """(number, "2. Layanan dasar") of the seven. Read by table name: their room stands above this one."""
    short = _strategies.c.short_en if language == "en" else _strategies.c.short_id
    rows = db.session.execute(select(_strategies.c.number, short).order_by(_strategies.c.number))
    return [(number, f"{number}. {name}") for number, name in rows]


def administrators(lock: bool = False) -> Sequence[int]:
    """The numbers of the active administrators; with `lock` nobody else can change them meanwhile."""
    statement = (
        select(OfficeRole.user_id)
        .join(User, User.id == OfficeRole.user_id)
        .where(OfficeRole.role == OfficeRoleName.ADMIN, User.is_active)
        .order_by(OfficeRole.user_id)
    )
    return db.session.scalars(statement.with_for_update() if lock else statement).all()


def _filtered(statement: Select, words: str, role: OfficeRoleName | None) -> Select:
    for word in words.casefold().split():
        pattern = f"%{_escaped(word)}%"
        statement = statement.where(
            or_(func.lower(User.name).like(pattern, escape="\\"), User.email.like(pattern, escape="\\"))
        )
    if role is not None:
        holders = select(OfficeRole.user_id).where(OfficeRole.role == role)
        statement = statement.where(User.id.in_(holders))
    return statement


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
