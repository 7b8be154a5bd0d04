"""Reading places, on both databases."""

import pytest

from portal.places import queries
from portal.places.names import place_name, short_place_name
from portal.places.rules import PocketStatus
from tests.factories import STABAT, VILLAGE, a_pocket

pytestmark = pytest.mark.usefixtures("site")


def test_the_tree_has_one_kabupaten_23_kecamatan_and_277_villages():
    assert queries.kabupaten().code == "12.05"
    assert len(queries.all_kecamatan()) == 23
    assert len(queries.all_villages()) == 277


def test_the_villages_of_a_kecamatan_stand_by_name():
    names = [village.name for village in queries.villages_of(STABAT)]
    assert len(names) == 12 and names == sorted(names)


def test_an_unknown_region_or_pocket_is_none():
    assert queries.get_region("99.99") is None
    assert queries.get_pocket("tidak-ada") is None


@pytest.mark.parametrize("region", [VILLAGE, STABAT, "12.05"])
def test_a_pocket_belongs_to_its_village_its_kecamatan_and_the_kabupaten(region):
    pocket = a_pocket()
    assert [found.slug for found in queries.pockets_of(region)] == [pocket.slug]


def test_a_pocket_does_not_belong_to_another_kecamatan():
    a_pocket()
    assert queries.pockets_of("12.05.01") == []


def test_lifted_pockets_are_left_out_unless_asked_for():
    a_pocket(status=PocketStatus.LIFTED)
    assert queries.pockets_of(STABAT) == []
    assert len(queries.pockets_of(STABAT, active_only=False)) == 1


def test_a_search_finds_regions_and_pockets_and_names_their_kecamatan():
    a_pocket(name="Pesisir Gemi")
    labels = [place.label for place in queries.find_places("gemi", 10)]
    assert labels == ["Desa Pantai Gemi, Kec. Stabat", "Pesisir Gemi, Desa Pantai Gemi, Kec. Stabat"]


def test_a_search_may_name_the_kecamatan_too():
    assert [place.name for place in queries.find_places("gemi stabat", 10)] == ["Pantai Gemi"]


def test_a_search_takes_percent_signs_literally():
    assert queries.find_places("%", 10) == []


def test_places_are_called_by_their_full_names():
    names = [place_name(queries.get_region(code)) for code in ("12.05", STABAT, "12.05.07.1004", VILLAGE)]
    assert names == [
        "Seluruh kabupaten",
        "Kecamatan Stabat",
        "Kelurahan Perdamaian, Kec. Stabat",
        "Desa Pantai Gemi, Kec. Stabat",
    ]
    assert short_place_name(queries.get_region(VILLAGE)) == "Desa Pantai Gemi"
