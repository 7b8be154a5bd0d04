"""Fitting a commitment's lines and partners to what was answered: kept, changed, added, taken away."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from portal.audit.actions import Changes
from portal.commitments.models import Allocation, Commitment, CommitmentPartner
from portal.commitments.rules import PartnerRole
from portal.core.database import db
from portal.core.errors import Refused
from portal.core.wording import _l
from portal.drafts.choosing import Place, places_by_key
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationStatus

MOST_PLACES = 100
MOST_PARTNERS = 20
TOO_MANY_PLACES = _l(
    "Paling banyak %(most)d tempat. Pilih kecamatan atau seluruh kabupaten.", most=MOST_PLACES
)
TOO_MANY_PARTNERS = _l("Paling banyak %(most)d mitra pendukung", most=MOST_PARTNERS)
NUMBERS = ("rupiah", "quantity", "households", "people")


def link_places(commitment: Commitment, answers: Sequence[dict[str, Any]]) -> Changes:
    """Make the lines those of the answers, in their order. Raises Refused for unknown or too many places."""
    if len(answers) > MOST_PLACES:
        raise Refused(TOO_MANY_PLACES, "places")
    found = places_by_key({str(answer["place"]) for answer in answers})
    before = words_of_places(commitment)
    known = {line.pocket.slug if line.pocket else line.region_code: line for line in commitment.allocations}
    lines: dict[str, Allocation] = {}
    for answer in answers:
        place = found.get(answer["place"])
        if place is None or not (place.open or place.key in known):
            raise Refused(_l("Tempat ini tidak dikenal. Pilih dari daftar."), "places")
        if place.key not in lines:
            lines[place.key] = _line(known.get(place.key) or _new_line(place), answer, len(lines))
    commitment.allocations = list(lines.values())
    db.session.flush()
    after = words_of_places(commitment)
    return {"places": (before, after)} if before != after else {}


def link_partners(commitment: Commitment, answers: Sequence[dict[str, Any]]) -> Changes:
    """Make the supporting partners those of the answers. Raises Refused for one that may not support."""
    wanted = {str(answer["organisation"]): PartnerRole.of(answer["role"]) for answer in answers}
    if len(wanted) > MOST_PARTNERS:
        raise Refused(TOO_MANY_PARTNERS, "supporters")
    statement = select(Organisation).where(Organisation.slug.in_(wanted))
    found = {organisation.slug: organisation for organisation in db.session.scalars(statement)}
    known = {partner.organisation.slug: partner for partner in commitment.partners}
    before = _words_of_partners(commitment)
    for slug in wanted:
        _check_partner(commitment, found.get(slug), slug in known)
    commitment.partners = [
        _partner(known.get(slug) or CommitmentPartner(organisation=found[slug]), role)
        for slug, role in wanted.items()
    ]
    after = _words_of_partners(commitment)
    return {"partners": (before, after)} if before != after else {}


def _new_line(place: Place) -> Allocation:
    return Allocation(region_code=place.region_code, pocket_id=place.pocket_id)


def _line(line: Allocation, answer: dict[str, Any], position: int) -> Allocation:
    line.position = position
    for name in NUMBERS:
        setattr(line, name, answer.get(name))
    return line


def _partner(partner: CommitmentPartner, role: PartnerRole) -> CommitmentPartner:
    partner.role = role
    return partner


def _check_partner(commitment: Commitment, organisation: Organisation | None, already: bool) -> None:
    if organisation is None or (organisation.status is not OrganisationStatus.VERIFIED and not already):
        raise Refused(_l("Pilih mitra pendukung dari daftar lembaga terverifikasi"), "supporters")
    if organisation.id == commitment.organisation_id:
        raise Refused(_l("Lembaga Anda sendiri sudah menjadi pemimpin komitmen ini"), "supporters")


def words_of_places(commitment: Commitment) -> list[str]:
    """The lines as the trail keeps them: names, codes and bare numbers, the same in every language."""
    return [_words_of_line(line) for line in commitment.allocations]


def _words_of_line(line: Allocation) -> str:
    name = f"{line.pocket.name}, {line.region.name}" if line.pocket else line.region.name
    numbers = ((each, getattr(line, each)) for each in NUMBERS)
    said = ", ".join(f"{each} {value}" for each, value in numbers if value is not None)
    return f"{name} ({line.region_code})" + (f": {said}" if said else "")


def _words_of_partners(commitment: Commitment) -> list[str]:
    return [f"{partner.organisation.name} ({partner.role.value})" for partner in commitment.partners]
