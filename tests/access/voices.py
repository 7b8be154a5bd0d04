"""What people said about a commitment of the organisation, a sheet of codes, and a community's delivery."""

from typing import Any

from portal.core.database import db
from portal.organisations.models import Organisation, WorkArea
from portal.organisations.rules import OrganisationKind
from tests.confirmations.support import a_photo, a_sheet, promised_to, publish, says
from tests.factories import STABAT, a_pocket


def voices_of(organisation: Organisation) -> dict[str, Any]:
    """One that shows and one that waits; the organisation is a community too, and may speak of another's."""
    pocket = a_pocket()
    own, other = promised_to(pocket, organisation=organisation), promised_to(pocket)
    organisation.kind = OrganisationKind.COMMUNITY
    organisation.areas = [WorkArea(region_code=STABAT)]
    db.session.commit()
    made = a_sheet(pocket)
    shown = publish(says(made.codes[0], own))
    waiting = says(made.codes[1], own, photo=a_photo())
    return {
        "code": made.codes[2],
        "sheet": made.batch.id,
        "sheet_pocket": pocket.slug,
        "shown_voice": shown.id,
        "waiting_voice": waiting.id,
        "delivery": f"{organisation.slug}/{other.reference}/{other.allocations[0].id}",
    }


def in_voices(at: str, values: dict[str, Any]) -> str:
    """The address with these things in it."""
    parts = {
        "<slug>/<reference>/<int:line>": values["delivery"],
        "<code>": values["code"],
        "<int:confirmation_id>": values["shown_voice" if at.startswith("/ruang") else "waiting_voice"],
        "<int:number>": values["sheet"],
        "<slug>": values["sheet_pocket"],
    }
    for name, value in parts.items():
        at = at.replace(name, str(value))
    return at
