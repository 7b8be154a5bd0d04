"""Matching names, levels from codes: pure."""

import pytest

from portal.places.import_regions import level_of
from portal.places.matching import Village, match_village
from portal.places.rules import Level, is_village_code, kecamatan_of

VILLAGES = [
    Village("12.05.07.2008", "Pantai Gemi", "Stabat"),
    Village("12.05.01.2002", "Suka Maju", "Bahorok"),
    Village("12.05.07.2009", "Suka Maju", "Stabat"),
    Village("12.05.01.2014", "Batu Jong-Jong", "Bahorok"),
]


@pytest.mark.parametrize(
    "written", ["Pantai Gemi", "desa pantai gemi", "Ds. Pantai  Gemi", "PANTAI GEMI", "12.05.07.2008"]
)
def test_a_village_is_known_however_it_is_spelt(written):
    assert match_village(written, "", VILLAGES).code == "12.05.07.2008"


def test_punctuation_does_not_matter():
    assert match_village("Batu Jong Jong", "", VILLAGES).code == "12.05.01.2014"


def test_a_name_that_two_villages_bear_is_refused_with_both():
    match = match_village("Suka Maju", "", VILLAGES)
    assert match.code is None
    assert "12.05.01.2002" in str(match.reason) and "12.05.07.2009" in str(match.reason)


def test_the_kecamatan_tells_them_apart():
    assert match_village("Suka Maju", "Kec. Stabat", VILLAGES).code == "12.05.07.2009"


@pytest.mark.parametrize("written", ["Desa Entah", "12.05.99.2001", "", "Gemi"])
def test_an_unknown_village_is_refused(written):
    match = match_village(written, "", VILLAGES)
    assert match.code is None and match.reason


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("12.05", Level.KABUPATEN),
        ("12.05.07", Level.KECAMATAN),
        ("12.05.07.1004", Level.KELURAHAN),
        ("12.05.07.2008", Level.DESA),
        ("12.05.07.3008", None),
        ("12", None),
        ("", None),
    ],
)
def test_the_code_says_the_level(code, level):
    assert level_of(code) is level


def test_the_code_says_the_kecamatan():
    assert kecamatan_of("12.05.07.2008") == "12.05.07"
    assert kecamatan_of("12.05") is None
    assert is_village_code("12.05.07.2008") and not is_village_code("12.05.07")
