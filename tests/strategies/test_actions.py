"""Reference data changes with one audit entry each; the names of the FGD stay."""

import pytest
from sqlalchemy import select

from portal.audit.models import AuditEntry
from portal.core.database import db, transaction
from portal.core.errors import Refused
from portal.strategies import actions, queries
from tests.factories import an_admin

pytestmark = pytest.mark.usefixtures("site")
SHORT = {"short_id": "Data", "name_en": "Accurate data", "short_en": "Data", "inpres_id": "", "inpres_en": ""}
TEXTS = {"subject_id": "Tentang X", "subject_en": "", "note_id": None, "note_en": ""}


def do(action, *targets, **answers):
    with transaction():
        return action(*targets, by=an_admin(), **answers)


def entries():
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def titles():
    return [basis.title for basis in queries.all_legal_bases()]


def test_a_strategy_is_renamed_in_short_and_keeps_its_name():
    strategy = queries.get_strategy(1)
    name = strategy.name_id
    do(actions.edit_strategy, strategy, **SHORT)
    assert (strategy.short_id, strategy.name_id) == ("Data", name)
    assert entries() == ["strategy.edit"]


def test_a_legal_basis_is_added_at_the_end():
    do(actions.add_legal_basis, title="Perda 1/2026", **TEXTS)
    assert titles()[-1] == "Perda 1/2026" and entries() == ["legal_basis.create"]


def test_a_title_stands_once():
    with pytest.raises(Refused) as refused:
        do(actions.add_legal_basis, title=titles()[0].upper(), **TEXTS)
    assert refused.value.field == "title"


def test_a_legal_basis_may_keep_its_own_title():
    basis = queries.all_legal_bases()[0]
    do(actions.edit_legal_basis, basis, title=basis.title, **TEXTS)
    assert (basis.subject_id, basis.note_id) == ("Tentang X", "")


def test_legal_bases_change_places():
    first, second, *rest = titles()
    do(actions.move_legal_basis, queries.all_legal_bases()[0], up=False)
    assert titles() == [second, first, *rest]
    do(actions.move_legal_basis, queries.all_legal_bases()[1], up=True)
    assert titles() == [first, second, *rest]


@pytest.mark.parametrize(("index", "up"), [(0, True), (-1, False)])
def test_the_first_and_the_last_stay(index, up):
    before = titles()
    do(actions.move_legal_basis, queries.all_legal_bases()[index], up=up)
    assert titles() == before


def test_a_removed_legal_basis_is_kept_by_the_trail():
    basis = queries.all_legal_bases()[0]
    title = basis.title
    do(actions.remove_legal_basis, basis)
    assert title not in titles()
    entry = db.session.scalars(select(AuditEntry)).one()
    assert entry.changes == {"title": [title, ""]}
