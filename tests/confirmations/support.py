"""A pocket with a delivery under way, a sheet of codes, a community nearby, and what they say."""

from collections.abc import Callable
from typing import Any

from portal.commitments.models import Commitment
from portal.confirmations import actions, review_actions
from portal.confirmations.deliveries import for_community
from portal.confirmations.models import Confirmation
from portal.confirmations.queries import desk_of
from portal.confirmations.rules import Decision, Verdict
from portal.core.database import db, transaction
from portal.files.keeping import check
from portal.files.rules import PICTURES
from portal.organisations.models import Organisation, WorkArea
from portal.organisations.rules import OrganisationKind
from portal.places.models import Pocket
from portal.sheets.actions import Made, make_batch
from portal.sheets.rules import Lifetime
from tests.factories import STABAT, a_commitment, a_pocket, a_verifier, an_organisation
from tests.files.making import photo_with_place

SECRET = "kata-yang-belum-dibaca"


def did(action: Callable[..., Any], *targets: Any, **answers: Any) -> Any:
    """Run an action as a form would, in a transaction of its own."""
    with transaction():
        return action(*targets, **answers)


def promised_to(pocket: Pocket, **given: Any) -> Commitment:
    """A verified commitment under way that names the pocket."""
    line = {"region_code": pocket.region_code, "pocket_id": pocket.id, "quantity": 10}
    return a_commitment(places=[line], **given)


def a_sheet(pocket: Pocket, size: int = 10) -> Made:
    """Codes for a pocket."""
    return did(make_batch, pocket, by=a_verifier(), size=size, lifetime=Lifetime.QUARTER)


def a_community(*areas: str, **given: Any) -> Organisation:
    """A verified community organisation that works in these kecamatan (Stabat unless told)."""
    community = an_organisation(kind=OrganisationKind.COMMUNITY, **given)
    community.areas = [WorkArea(region_code=code) for code in areas or (STABAT,)]
    db.session.commit()
    return community


def a_photo() -> Any:
    """A photo as the form hands it over."""
    return check("IMG_rahasia.jpg", photo_with_place(), PICTURES, small=True)


def says(
    code: str, commitment: Commitment, verdict: Verdict = Verdict.CONFIRMED, **given: Any
) -> Confirmation:
    """Somebody with a code speaks."""
    answers = {"delivery": commitment.reference, "verdict": verdict, "text": SECRET, "photo": None} | given
    return did(actions.send_by_code, desk_of(code), **answers)


def speaks(
    community: Organisation, commitment: Commitment, verdict: Verdict = Verdict.CONFIRMED, **given: Any
) -> Confirmation:
    """A community speaks of the first place of a commitment; `by` is one of its people."""
    target = for_community(community.slug, commitment.reference, commitment.allocations[0].id)
    answers = {"verdict": verdict, "text": SECRET, "photo": None} | given
    return did(actions.send_for_community, target, **answers)


def publish(confirmation: Confirmation, **given: Any) -> Confirmation:
    """A verifier lets it show, words and photo unless told."""
    by = given.pop("by", None) or a_verifier()
    answers = {"decision": Decision.PUBLISH, "shows_text": True, "shows_photo": True} | given
    return did(review_actions.decide, confirmation, by=by, **answers)


def refuse(confirmation: Confirmation, **given: Any) -> Confirmation:
    """A verifier does not."""
    answers = {"decision": Decision.REFUSE, "reason": "Menyebut nama tetangga"} | given
    return did(review_actions.decide, confirmation, **({"by": a_verifier()} | answers))


def a_place_with_delivery(**given: Any) -> tuple[Pocket, Commitment]:
    """A pocket, and what is promised to it."""
    pocket = a_pocket()
    return pocket, promised_to(pocket, **given)
