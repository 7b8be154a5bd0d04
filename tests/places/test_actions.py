"""Pockets and figures are kept with one audit entry each; what cannot be is refused at its field."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from portal.audit.models import AuditEntry
from portal.core.clock import today
from portal.core.database import db, transaction
from portal.core.errors import Refused
from portal.places import actions, listing, queries
from portal.places.listing import PocketFilter, PocketOrder
from portal.places.rules import PocketStatus
from tests.factories import STABAT, VILLAGE, a_pocket

pytestmark = pytest.mark.usefixtures("site")
ANSWERS = {
    "name": "Pesisir Gemi",
    "region_code": VILLAGE,
    "hamlets": "Dusun I, Dusun II",
    "decision": "400-25/K/2024",
    "decided_on": None,
    "note": "",
}
FIGURE = {
    "indicator_code": "poor_households",
    "year": 2025,
    "value": Decimal(40),
    "source": "Profil Desa 2025",
}


def do(action, *targets, **answers):
    with transaction():
        return action(*targets, by=None, **answers)


def entries():
    return [entry.action for entry in db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))]


def test_a_new_pocket_is_active_and_named_in_its_address():
    pocket = do(actions.create_pocket, **ANSWERS)
    assert (pocket.slug, pocket.status) == ("pesisir-gemi-pantai-gemi", PocketStatus.ACTIVE)
    assert entries() == ["pocket.create"]


def test_two_pockets_whose_names_look_alike_get_two_addresses():
    first = do(actions.create_pocket, **ANSWERS)
    second = do(actions.create_pocket, **(ANSWERS | {"name": "Pesisir-Gemi"}))
    assert (first.slug, second.slug) == ("pesisir-gemi-pantai-gemi", "pesisir-gemi-pantai-gemi-2")


def test_the_same_name_in_the_same_village_is_refused_at_the_name():
    do(actions.create_pocket, **ANSWERS)
    with pytest.raises(Refused) as refused:
        do(actions.create_pocket, **ANSWERS)
    assert refused.value.field == "name"


@pytest.mark.parametrize("code", [STABAT, "12.05", "99.99.99.2001", ""])
def test_a_pocket_lies_in_a_village(code):
    with pytest.raises(Refused) as refused:
        do(actions.create_pocket, **(ANSWERS | {"region_code": code}))
    assert refused.value.field == "region_code"


def test_a_decision_is_not_of_tomorrow():
    with pytest.raises(Refused) as refused:
        do(actions.create_pocket, **(ANSWERS | {"decided_on": today() + timedelta(days=1)}))
    assert refused.value.field == "decided_on"


def test_a_change_of_status_needs_a_reason():
    pocket = do(actions.create_pocket, **ANSWERS)
    with pytest.raises(Refused) as refused:
        do(actions.edit_pocket, pocket, **ANSWERS, status=PocketStatus.LIFTED, reason="")
    assert refused.value.field == "reason"


def test_a_lifted_pocket_keeps_its_address_and_the_trail_the_reason():
    pocket = do(actions.create_pocket, **ANSWERS)
    answers = ANSWERS | {"name": "Nama lain", "status": PocketStatus.LIFTED}
    do(actions.edit_pocket, pocket, **answers, reason="Semua rumah sudah layak huni.")
    assert (pocket.slug, pocket.status) == ("pesisir-gemi-pantai-gemi", PocketStatus.LIFTED)
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry.reason == "Semua rumah sudah layak huni."
    assert entry.changes == {"name": ["Pesisir Gemi", "Nama lain"], "status": ["active", "lifted"]}


def test_figures_are_added_changed_and_removed_and_move_the_version_of_the_pocket():
    pocket = a_pocket()
    figure = do(actions.add_figure, pocket, **FIGURE)
    do(actions.change_figure, figure, **(FIGURE | {"value": Decimal(38)}))
    assert [f.value for f in listing.figures_of(pocket)] == [Decimal(38)]
    do(actions.remove_figure, figure)
    assert listing.figures_of(pocket) == []
    assert entries() == ["pocket.figure_add", "pocket.figure_change", "pocket.figure_remove"]
    assert pocket.version == 4


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"indicator_code": "poverty_rate"}, "indicator_code"),
        ({"indicator_code": "entah"}, "indicator_code"),
        ({"year": 1989}, "year"),
        ({"year": 2999}, "year"),
        ({"value": Decimal("2.5")}, "value"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_at_its_field(wrong, field):
    with pytest.raises(Refused) as refused:
        do(actions.add_figure, a_pocket(), **(FIGURE | wrong))
    assert refused.value.field == field


def test_a_road_may_be_two_and_a_half_kilometres():
    answers = FIGURE | {"indicator_code": "damaged_road_km", "value": Decimal("2.5")}
    assert do(actions.add_figure, a_pocket(), **answers).value == Decimal("2.5")


def test_an_indicator_stands_once_a_year():
    pocket = a_pocket()
    do(actions.add_figure, pocket, **FIGURE)
    with pytest.raises(Refused) as refused:
        do(actions.add_figure, pocket, **FIGURE)
    assert refused.value.field == "year"


def test_the_list_filters_by_place_status_and_words():
    mine = a_pocket(name="Pesisir")
    a_pocket(name="Lain", status=PocketStatus.LIFTED)
    stabat = queries.get_region(STABAT)
    wanted = PocketFilter(region=stabat, status=PocketStatus.ACTIVE, words="pesisir gemi")
    assert [pocket.id for pocket in listing.list_pockets(wanted, 1).rows] == [mine.id]
    assert listing.count_by_status() == {PocketStatus.ACTIVE: 1, PocketStatus.LIFTED: 1}


@pytest.mark.parametrize("order", list(PocketOrder))
def test_the_list_sorts(order):
    a_pocket(name="B"), a_pocket(name="A")
    assert listing.list_pockets(PocketFilter(order=order), 1).total == 2


def test_the_trail_names_the_villages_of_a_pocket_that_moved():
    pocket = do(actions.create_pocket, **ANSWERS)
    do(actions.edit_pocket, pocket, **(ANSWERS | {"region_code": "12.05.07.2009"}))
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry.changes["region_code"] == ["Pantai Gemi (12.05.07.2008)", "Ara Condong (12.05.07.2009)"]
