"""What the forms about pockets let choose from."""

from portal.core.wording import _, spoken
from portal.places import listing, queries
from portal.places.models import Indicator
from portal.places.names import short_place_name

Pairs = list[tuple[str, str]]


def village_choices() -> dict[str, Pairs]:
    """The desa and kelurahan, grouped by kecamatan; works without script."""
    groups: dict[str, Pairs] = {_("Belum dipilih"): [("", _("Pilih desa atau kelurahan"))]}
    for village in queries.all_villages():
        kecamatan = village.kecamatan.name if village.kecamatan else ""
        pair = (village.code, short_place_name(village))
        groups.setdefault(_("Kec. %(name)s", name=kecamatan), []).append(pair)
    return groups


def indicator_choices() -> Pairs:
    """What can be measured of a pocket, each with its unit."""
    pairs = [(each.code, f"{indicator_name(each)} ({unit_of(each)})") for each in listing.pocket_indicators()]
    return [("", _("Pilih indikator")), *pairs]


def indicator_name(indicator: Indicator) -> str:
    """In the language of the page."""
    return indicator.name_en if spoken() == "en" else indicator.name_id


def unit_of(indicator: Indicator) -> str:
    """In the language of the page."""
    return indicator.unit_en if spoken() == "en" else indicator.unit_id
