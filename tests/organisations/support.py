"""Answers that the forms of this room accept, and what tests of this room look for."""

from typing import Any

from sqlalchemy import func, select

from portal.audit.models import AuditEntry
from portal.core.database import db
from portal.notifications.models import OutboxMail
from portal.organisations.rules import OrganisationKind

PASSWORD = "kapal bakau 7 layar"
PROFILE: dict[str, Any] = {
    "kind": OrganisationKind.PRIVATE,
    "name": "PT Bakau Lestari",
    "about": "Menanam bakau bersama warga pesisir.",
    "website": None,
    "contact_name": "Siti Aminah",
    "contact_position": "Manajer",
    "contact_email": "siti@contoh.id",
    "contact_phone": "0812 3456 7890",
    "focus_numbers": [3, 5],
    "works_everywhere": False,
    "area_codes": ["12.05.07", "12.05.01"],
}
PERSON: dict[str, Any] = {
    "person_name": "Siti Aminah",
    "email": "siti@contoh.id",
    "password": PASSWORD,
    "consent": True,
}
POSTED_PROFILE: dict[str, Any] = PROFILE | {"kind": "private", "website": "", "focus_numbers": ["3", "5"]}
POSTED_PROFILE.pop("works_everywhere")
POSTED: dict[str, Any] = POSTED_PROFILE | PERSON | {"consent": "y", "once": "satu-kali"}
REASON = "Lampirkan akta pendirian lembaga."


def verbs() -> list[str]:
    """What the trail holds, oldest first."""
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def mails_to(address: str) -> list[OutboxMail]:
    """The mail written to an address, oldest first."""
    return list(db.session.scalars(select(OutboxMail).filter_by(recipient=address).order_by(OutboxMail.id)))


def count(model: Any) -> int:
    """How many rows there are."""
    return db.session.scalar(select(func.count()).select_from(model)) or 0
