"""How a place is called on screens: "Desa Kwala Begumit, Kec. Stabat". The one function everybody uses."""

from typing import Protocol

from portal.core.wording import _
from portal.places.rules import Level


class NamedRegion(Protocol):
    """What a region must have to be called by its name."""

    @property
    def name(self) -> str: ...
    @property
    def level(self) -> Level: ...
    @property
    def kecamatan(self) -> "NamedRegion | None": ...


class NamedPocket(Protocol):
    """What a pocket must have."""

    @property
    def name(self) -> str: ...


def place_name(region: NamedRegion, pocket: NamedPocket | None = None) -> str:
    """The full name of a region, or of a pocket in it, in the language of the page.

    The whole kabupaten is "Seluruh kabupaten". A village names its kecamatan: load it with `WITH_KECAMATAN`.
    """
    place = _region_name(region)
    return f"{pocket.name}, {place}" if pocket else place


def short_place_name(region: NamedRegion) -> str:
    """The name without the kecamatan: "Desa Kwala Begumit"."""
    if region.level is Level.KABUPATEN:
        return _("Seluruh kabupaten")
    if region.level is Level.KECAMATAN:
        return _("Kecamatan %(name)s", name=region.name)
    if region.level is Level.KELURAHAN:
        return _("Kelurahan %(name)s", name=region.name)
    return _("Desa %(name)s", name=region.name)


def _region_name(region: NamedRegion) -> str:
    if region.level in (Level.KABUPATEN, Level.KECAMATAN) or region.kecamatan is None:
        return short_place_name(region)
    kecamatan = region.kecamatan.name
    if region.level is Level.KELURAHAN:
        return _("Kelurahan %(name)s, Kec. %(kecamatan)s", name=region.name, kecamatan=kecamatan)
    return _("Desa %(name)s, Kec. %(kecamatan)s", name=region.name, kecamatan=kecamatan)
