"""The strategies and kecamatan that forms offer and profiles name, in the language of the page."""

from dataclasses import dataclass
from typing import TypeVar

from portal.organisations.forms import AsksForAreas
from portal.organisations.models import Organisation
from portal.places.names import short_place_name
from portal.places.queries import all_kecamatan, kabupaten
from portal.strategies.queries import all_strategies
from portal.web.locale import language

F = TypeVar("F", bound=AsksForAreas)


@dataclass(frozen=True)
class AreaGroup:
    """A wilayah pembangunan with the codes of its kecamatan."""

    name: str
    codes: tuple[str, ...]


def offered(form: F) -> F:
    """The form with its strategies and kecamatan to choose from."""
    form.offer(list(_strategy_names().items()), [(each.code, each.name) for each in all_kecamatan()])
    return form


def area_groups() -> list[AreaGroup]:
    """The kecamatan by wilayah pembangunan, in the order of their codes."""
    groups: dict[str, list[str]] = {}
    for each in sorted(all_kecamatan(), key=lambda region: region.code):
        groups.setdefault(each.development_area or "", []).append(each.code)
    return [AreaGroup(name, tuple(codes)) for name, codes in groups.items()]


def focus_names(organisation: Organisation) -> list[str]:
    """The strategies it says it works on."""
    names = _strategy_names()
    return [names[number] for number in organisation.focus_numbers]


def area_names(organisation: Organisation) -> list[str]:
    """Where it says it works."""
    names = {each.code: each.name for each in all_kecamatan()}
    everywhere = [short_place_name(kabupaten())] if organisation.works_everywhere else []
    return [*everywhere, *sorted(names[code] for code in organisation.area_codes)]


def _strategy_names() -> dict[int, str]:
    english = language() == "en"
    return {
        each.number: f"{each.number}. {each.name_en if english else each.name_id}"
        for each in all_strategies()
    }
