"""A commitment that may be changed, one with a request of the partner, one with a request of the office."""

from typing import Any

from portal.accounts.models import User
from portal.organisations.models import Organisation
from tests.amendments.support import a_promise, ask
from tests.factories import a_verifier


def amendments_in(organisation: Organisation, manager: User) -> dict[str, Any]:
    """Three verified commitments of the organisation."""
    own, theirs = (a_promise(organisation, created_by=manager) for _ in range(2))
    ask(own, manager)
    ask(theirs, a_verifier(5), on_behalf=True)
    return {
        "changeable": a_promise(organisation, created_by=manager).reference,
        "asked_by_partner": own.reference,
        "asked_by_office": theirs.reference,
    }


def in_amendments(at: str, values: dict[str, Any]) -> str:
    """The address with these in it."""
    office = at.startswith("/kantor") and at.endswith("/tarik")
    asked = "asked_by_office" if office else "asked_by_partner"
    reference = values[asked if "<int:number>" in at else "changeable"]
    return at.replace("<reference>", reference).replace("<int:number>", "1")
