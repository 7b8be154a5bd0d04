"""Parts that this room adds to pages of rooms below."""

from typing import Any

from portal.confirmations import published, queries
from portal.confirmations.rules import ConfirmationStatus
from portal.web.parts import Part, part_of
from portal.web.visitor import current_actor

PUBLIC = {"verified", "completed", "cancelled"}


@part_of("commitment.office", 40)
def for_office(commitment: Any) -> Part | None:
    """Everything that was said of it and may be read by this person."""
    if commitment.status.value not in PUBLIC:
        return None
    rows = queries.about(commitment.id, current_actor())
    return Part("confirmations/_office.html", {"rows": rows}) if rows else None


@part_of("commitment.workspace", 40)
def for_partner(commitment: Any) -> Part | None:
    """What shows, with the partner's answers and the way to answer."""
    if commitment.status.value not in PUBLIC:
        return None
    rows = queries.shown_to_partner(commitment.id)
    return Part("confirmations/_workspace.html", {"rows": rows, "waiting": ConfirmationStatus.WAITING})


@part_of("home.workspace", 60)
def for_community(person: Any) -> Part | None:
    """The way to confirm, for people of community organisations."""
    speaks = any(each.organisation.is_community for each in person.memberships)
    return Part("confirmations/_invitation.html") if speaks else None


@part_of("pocket.office", 40)
def for_pocket(pocket: Any) -> Part | None:
    """The sheets of codes, and what was said."""
    if pocket.status.value == "withdrawn":
        return None
    return Part("confirmations/_pocket.html", {"verdicts": published.verdicts_in_pocket(pocket.id)})
