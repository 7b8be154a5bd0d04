"""The reference files are complete and agree with each other, before any database sees them."""

import csv
from collections import Counter
from pathlib import Path

import pytest

PORTAL = Path(__file__).parents[2] / "portal"
SOUTH, WEST, NORTH, EAST = 3.21, 97.79, 4.31, 98.67


def read(room: str, name: str) -> list[dict[str, str]]:
    with (PORTAL / room / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


REGIONS = read("places", "regions")
KECAMATAN = read("places", "kecamatan")
INDICATORS = read("places", "indicators")
FIGURES = read("places", "district_figures")
STRATEGIES = read("strategies", "strategies")
LEGAL_BASES = read("strategies", "legal_bases")

ALL_FILES = {
    "regions": REGIONS,
    "kecamatan": KECAMATAN,
    "indicators": INDICATORS,
    "district_figures": FIGURES,
    "strategies": STRATEGIES,
    "legal_bases": LEGAL_BASES,
}
MAY_BE_EMPTY = {"parent"}


@pytest.mark.parametrize("name", ALL_FILES)
def test_every_row_is_filled_and_as_long_as_its_header(name):
    for row in ALL_FILES[name]:
        assert None not in row
        assert all(value and value == value.strip() for key, value in row.items() if key not in MAY_BE_EMPTY)


def test_the_tree_has_every_official_place():
    levels = Counter(row["level"] for row in REGIONS)
    assert levels == {"kabupaten": 1, "kecamatan": 23, "desa": 240, "kelurahan": 37}


def test_codes_are_unique_and_sorted():
    codes = [row["code"] for row in REGIONS]
    assert codes == sorted(set(codes))


def test_every_place_but_the_kabupaten_hangs_under_the_one_its_code_names():
    codes = {row["code"] for row in REGIONS}
    for row in REGIONS:
        parent = "" if row["level"] == "kabupaten" else row["code"].rpartition(".")[0]
        assert row["parent"] == parent
        assert parent in codes | {""}


def test_the_code_says_whether_a_village_is_a_desa_or_a_kelurahan():
    for row in REGIONS:
        if row["level"] in ("desa", "kelurahan"):
            digit = row["code"].split(".")[3][0]
            assert {"1": "kelurahan", "2": "desa"}[digit] == row["level"]


def test_every_point_lies_in_the_kabupaten():
    for row in REGIONS:
        assert SOUTH <= float(row["latitude"]) <= NORTH, row
        assert WEST <= float(row["longitude"]) <= EAST, row


def test_a_village_stands_on_a_published_point_and_the_rest_on_a_mean():
    for row in REGIONS:
        village = row["level"] in ("desa", "kelurahan")
        assert row["point_source"] == ("geografis" if village else "derived")


def test_seven_village_names_stand_in_two_kecamatan():
    villages = Counter(row["name"] for row in REGIONS if row["level"] in ("desa", "kelurahan"))
    assert {name for name, times in villages.items() if times > 1} >= {
        "Ujung Bandar", "Suka Damai", "Mekar Jaya", "Kwala Begumit",
        "Sidomulyo", "Perdamaian", "Pematang Tengah",
    }  # fmt: skip


def test_kecamatan_details_cover_the_23_with_a_bps_code_of_their_own():
    assert [row["code"] for row in KECAMATAN] == [r["code"] for r in REGIONS if r["level"] == "kecamatan"]
    codes = {row["bps_code"] for row in KECAMATAN}
    assert len(codes) == 23
    assert all(code.startswith("1213") and len(code) == 7 for code in codes)


def test_each_kecamatan_has_a_tile_of_its_own_and_a_name_that_fits_it():
    tiles = {(int(row["tile_column"]), int(row["tile_row"])) for row in KECAMATAN}
    assert len(tiles) == 23
    assert {column for column, _ in tiles} == set(range(5))
    assert {row for _, row in tiles} == set(range(6))
    assert len({row["short_name"] for row in KECAMATAN}) == 23
    assert max(len(row["short_name"]) for row in KECAMATAN) <= 11


def test_development_areas_share_the_kecamatan_8_8_7():
    areas = Counter(row["development_area"] for row in KECAMATAN)
    assert areas == {"Langkat Hulu": 8, "Langkat Hilir": 8, "Teluk Aru": 7}


def test_indicators_are_numbered_and_say_what_they_count():
    assert [int(row["position"]) for row in INDICATORS] == list(range(1, len(INDICATORS) + 1))
    assert len({row["code"] for row in INDICATORS}) == len(INDICATORS)
    assert {row["counts_people"] for row in INDICATORS} == {"true", "false"}
    assert {row["scope"] for row in INDICATORS} == {"pocket", "district", "both"}


def test_district_figures_use_known_indicators_and_one_value_a_year():
    usable = {row["code"] for row in INDICATORS if row["scope"] in ("district", "both")}
    assert {row["indicator_code"] for row in FIGURES} == usable
    keys = [(row["region_code"], row["indicator_code"], row["year"]) for row in FIGURES]
    assert len(set(keys)) == len(keys)
    assert {row["region_code"] for row in FIGURES} == {"12.05"}
    assert all(float(row["value"]) > 0 for row in FIGURES)


def test_the_figures_everybody_quotes_are_there():
    values = {(row["indicator_code"], row["year"]): row["value"] for row in FIGURES}
    assert values["poverty_rate", "2023"] == "9.23"
    assert values["poor_people", "2023"] == "98160"
    assert values["poverty_rate", "2024"] == "9.04"
    assert values["poor_people", "2024"] == "96540"


def test_the_seven_strategies_four_of_them_delivering():
    assert [row["number"] for row in STRATEGIES] == list("1234567")
    assert [row["number"] for row in STRATEGIES if row["kind"] == "delivering"] == list("2345")
    assert {row["kind"] for row in STRATEGIES} == {"enabling", "delivering"}


def test_legal_bases_stand_in_order_without_a_double():
    assert [int(row["position"]) for row in LEGAL_BASES] == list(range(1, len(LEGAL_BASES) + 1))
    assert len({row["title"] for row in LEGAL_BASES}) == len(LEGAL_BASES)
