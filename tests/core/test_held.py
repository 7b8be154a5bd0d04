"""What public pages share is held while the register stays as it is, and for nobody else."""

from flask import Flask
from sqlalchemy import update
from werkzeug.test import Client
from werkzeug.wrappers import Response

from portal.core.database import db, transaction
from portal.core.held import held, register_in
from portal.core.wording import speaking
from portal.places.models import Region
from portal.places.names import place_name
from portal.strategies.models import Strategy
from portal.web.kept_pages import KeptPages
from tests import factories as make

DESA, NEEDS = "/matriks?baris=desa&wilayah=12.05.07", "/matriks?ukuran=kebutuhan"


@held
def asked(number: int) -> list[int]:
    return [number]


@held
def named(code: str) -> str:
    region = db.session.get_one(Region, code)
    return place_name(region)


def test_an_answer_is_held_in_one_state_only() -> None:
    with register_in(1):
        first = asked(7)
        assert asked(7) is first
        assert asked(8) == [8]
    with register_in(2):
        second = asked(7)
    with register_in(1):
        assert asked(7) is not second
    assert second is not first


def test_each_language_has_its_own_answers(site: Flask) -> None:
    """Names of places are words too: an English page must not give its "village" to an Indonesian one."""
    with site.test_request_context("/"), register_in(4):
        told = {}
        for language in ("en", "id"):
            with speaking(language):
                told[language] = named(make.STABAT)
    assert told == {"en": "Stabat sub-district", "id": "Kecamatan Stabat"}


def test_outside_of_public_pages_every_question_is_asked() -> None:
    assert asked(7) is not asked(7)


def test_whoever_writes_asks_anew(site: Flask) -> None:
    with register_in(3):
        before = asked(7)
        with transaction():
            assert asked(7) is not before


def test_what_pages_share_is_as_new_as_the_register(site: Flask) -> None:
    """Places, strategies, pockets and needs: changed behind the trail they stay, after an act they follow."""
    state = [1]
    client = Client(KeptPages(site.wsgi_app, lambda: state[0], "simpul", most=0), Response)
    before = client.get(DESA).text, client.get(NEEDS).text
    make.a_need(pocket=make.a_pocket())
    for table, key, name in (
        (Region, Region.code == make.STABAT, "name"),
        (Strategy, Strategy.number == 5, "short_id"),
    ):
        db.session.execute(update(table).where(key).values({name: f"{table.__name__} baru"}))
    db.session.commit()
    assert (client.get(DESA).text, client.get(NEEDS).text) == before
    state[0] += 1
    desa, needs = client.get(DESA).text, client.get(NEEDS).text
    assert all(told in desa for told in ("Region baru", "Strategy baru", 'matrix__count">1'))
    assert "1 kebutuhan terbuka" in needs
