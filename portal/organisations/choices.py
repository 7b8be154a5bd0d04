"""The strategies and kecamatan that forms offer and profiles name, in the language of the page."""

from dataclasses import dataclass
from typing import TypeVar

from portal.organisations.forms import AsksForAreas
from portal.organisations.models import Organisation
from portal.organisations.queries import areas_of, focus_of
from portal.places.names import short_place_name
from portal.places.queries import all_kecamatan
from portal.places.rules import Level
from portal.strategies.choices import full_name
from portal.strategies.queries import all_strategies

F = TypeVar("F", bound=AsksForAreas)


@dataclass(frozen=True)
class AreaGroup:
    """A wilayah pembangunan with the codes of its kecamatan."""

    name: str
    codes: tuple[str, ...]


def offered(form: F) -> F:
    """The form with its strategies and kecamatan to choose from."""
    strategies = [(each.number, full_name(each)) for each in all_strategies()]
    form.offer(strategies, [(each.code, each.name) for each in all_kecamatan()])
    return form


def area_groups() -> list[AreaGroup]:
    """The kecamatan by wilayah pembangunan, in the order of their codes."""
    groups: dict[str, list[str]] = {}
    for each in sorted(all_kecamatan(), key=lambda region: region.code):
        groups.setdefault(each.development_area or "", []).append(each.code)
    return [AreaGroup(name, tuple(codes)) for name, codes in groups.items()]


def focus_names(organisation: Organisation) -> list[str]:
    """The strategies it says it works on."""
    return [full_name(each) for each in focus_of(organisation)]


def area_names(organisation: Organisation) -> list[str]:
    """Where it says it works."""
    return [
        short_place_name(each) if each.level is Level.KABUPATEN else each.name
        for each in areas_of(organisation)
    ]
