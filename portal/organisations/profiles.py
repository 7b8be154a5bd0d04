"""How an organisation's answers are put into its row: used by those who apply, edit and register."""

from typing import Any, TypedDict

from slugify import slugify

from portal.audit.actions import Changes, set_fields
from portal.core.clock import now
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.wording import _l
from portal.organisations.models import FocusStrategy, Organisation, WorkArea
from portal.organisations.queries import slugs_like
from portal.organisations.rules import OrganisationKind, free_slug
from portal.places.queries import kabupaten
from portal.web.markdown import render


class Profile(TypedDict, total=False):
    """What an organisation says about itself. `name` and `kind` only until it is verified."""

    kind: OrganisationKind
    name: str
    about: str
    website: str | None
    contact_name: str
    contact_position: str
    contact_email: str
    contact_phone: str
    focus_numbers: list[int]
    works_everywhere: bool
    area_codes: list[str]


def new_organisation(profile: Profile, **state: Any) -> Organisation:
    """A new row with an address word of its own. Raises Refused at the field that cannot be kept."""
    stem = slugify(profile["name"])
    organisation = Organisation(
        slug=free_slug(stem, slugs_like(stem[:60])),
        name=profile["name"],
        kind=profile["kind"],
        focus=[],
        areas=[],
        **state,
    )
    db.session.add(organisation)
    put_profile(organisation, profile)
    db.session.flush()
    return organisation


def put_profile(organisation: Organisation, profile: Profile) -> Changes:
    """Set what was answered and say what changed. The row is always touched, so its version moves on."""
    answers: dict[str, Any] = dict(profile)
    numbers = sorted(answers.pop("focus_numbers"))
    codes = sorted([kabupaten().code] if answers.pop("works_everywhere") else answers["area_codes"])
    answers.pop("area_codes")
    answers = {name: "" if value is None else value for name, value in answers.items()}
    answers["about_html"] = _rendered(answers["about"])
    changes = set_fields(organisation, answers)
    changes.pop("about_html", None)
    changes |= _put_focus(organisation, numbers) | _put_areas(organisation, codes)
    organisation.updated_at = now()
    return changes


def _put_focus(organisation: Organisation, numbers: list[int]) -> Changes:
    before = organisation.focus_numbers
    if before == numbers:
        return {}
    kept = {focus.strategy_number: focus for focus in organisation.focus}
    organisation.focus = [kept.get(number) or FocusStrategy(strategy_number=number) for number in numbers]
    return {"focus": (before, numbers)}


def _put_areas(organisation: Organisation, codes: list[str]) -> Changes:
    before = [area.region_code for area in organisation.areas]
    if before == codes:
        return {}
    kept = {area.region_code: area for area in organisation.areas}
    organisation.areas = [kept.get(code) or WorkArea(region_code=code) for code in codes]
    return {"areas": (before, codes)}


def _rendered(text: str) -> str:
    try:
        return render(text)
    except ValueError as error:
        raise Refused(_l("Sederhanakan tulisan ini: tandanya terlalu banyak"), "about") from error
