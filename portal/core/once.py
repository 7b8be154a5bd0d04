"""One-time form tokens: twenty identical posts create one row."""

from datetime import datetime, timedelta

from sqlalchemy import PrimaryKeyConstraint, String, delete
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.clock import now
from portal.core.database import Instant, Model, db
from portal.core.wording import _l

ALREADY_SENT = _l("Formulir ini sudah terkirim. Isian Anda sudah tersimpan satu kali.")


class UsedForm(Model):
    """A form that was posted; the primary key lets only the first of two equal posts through."""

    __tablename__ = "used_forms"

    token: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime] = mapped_column(Instant, index=True)

    __table_args__ = (PrimaryKeyConstraint("token", info={"refusal": (ALREADY_SENT, None)}),)


def use_form(token: str) -> None:
    """Spend the token of a form; a second spending breaks the primary key."""
    db.session.add(UsedForm(token=token, used_at=now()))
    db.session.flush()


def forget_used_forms() -> None:
    """Drop tokens older than two days; the worker calls it."""
    db.session.execute(delete(UsedForm).where(UsedForm.used_at < now() - timedelta(days=2)))
