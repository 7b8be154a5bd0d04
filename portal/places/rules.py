"""Places: the levels of the official tree and the state of a poverty pocket."""

from decimal import Decimal

from portal.core.wording import Word, _l

FIRST_YEAR = 1990


class Level(Word):
    """Kemendagri levels: the last segment of a village code begins with 1 for a kelurahan, 2 for a desa."""

    KABUPATEN = "kabupaten", "kabupaten", _l("Kabupaten")
    KECAMATAN = "kecamatan", "kecamatan", _l("Kecamatan")
    DESA = "desa", "desa", _l("Desa")
    KELURAHAN = "kelurahan", "kelurahan", _l("Kelurahan")


class PocketStatus(Word):
    """Only an active pocket counts as a gap; the others stay on record."""

    ACTIVE = "active", "aktif", _l("Aktif")
    LIFTED = "lifted", "terentaskan", _l("Terentaskan")
    WITHDRAWN = "withdrawn", "dicabut", _l("Dicabut")


VILLAGE_LEVELS = (Level.DESA, Level.KELURAHAN)


def kecamatan_of(code: str) -> str | None:
    """The kecamatan code within a Kemendagri code PP.KK.CC.DDDD, or None for the kabupaten."""
    return code[:8] if len(code) >= 8 else None


def is_village_code(code: str) -> bool:
    """Whether the code is long enough for a desa or kelurahan (PP.KK.CC.DDDD)."""
    return len(code) == 13


def figure_is_whole(value: Decimal) -> bool:
    """People, households and houses are counted: no fractions."""
    return value == value.to_integral_value()
