"""Points, decisions and action items while the minutes are a draft."""

from datetime import timedelta

import pytest
from flask import Flask

from portal.core.clock import in_wib
from portal.core.database import db
from portal.core.errors import Clash, Refused
from portal.minutes.models import Decision, Minutes
from portal.points.actions import add_decision, add_point, edit_decision, edit_item, move_part, remove_part
from tests.factories import an_organisation
from tests.minutes.support import add_item, did, some_minutes, verbs


def _decisions(minutes: Minutes) -> list[tuple[int, str]]:
    db.session.expire_all()
    return [(decision.number, decision.text) for decision in minutes.decisions]


def _three() -> tuple[Minutes, list[Decision]]:
    minutes = some_minutes()
    taker = minutes.meeting.note_taker
    for text in ("Dua", "Tiga"):
        did(add_decision, minutes, by=taker, text=text)
    db.session.expire_all()
    return minutes, list(minutes.decisions)


def test_decisions_are_numbered_as_they_come(site: Flask) -> None:
    minutes, _ = _three()
    assert _decisions(minutes) == [(1, "Tujuh strategi disepakati"), (2, "Dua"), (3, "Tiga")]


def test_what_is_removed_leaves_no_gap_and_stays_in_the_trail(site: Flask) -> None:
    minutes, (first, _, _) = _three()
    did(remove_part, first, by=minutes.meeting.note_taker)
    assert _decisions(minutes) == [(1, "Dua"), (2, "Tiga")]
    assert verbs(minutes)[-1] == "minutes.decision_remove"


@pytest.mark.parametrize(("at", "up", "order"), [(0, False, "213"), (2, True, "132"), (0, True, "123")])
def test_decisions_change_places(site: Flask, at: int, up: bool, order: str) -> None:
    minutes, decisions = _three()
    words = {"1": "Tujuh strategi disepakati", "2": "Dua", "3": "Tiga"}
    did(move_part, decisions[at], by=minutes.meeting.note_taker, up=up)
    assert [text for _, text in _decisions(minutes)] == [words[letter] for letter in order]
    assert [number for number, _ in _decisions(minutes)] == [1, 2, 3]


def test_items_keep_their_order_and_their_numbers(site: Flask) -> None:
    minutes = some_minutes()
    items = [add_item(minutes, what=f"Kegiatan nomor {n}") for n in (1, 2, 3)]
    taker = minutes.meeting.note_taker
    did(move_part, items[2], by=taker, up=True)
    did(remove_part, items[0], by=taker)
    db.session.expire_all()
    assert [(i.number, i.what) for i in minutes.action_items] == [
        (1, "Kegiatan nomor 3"),
        (2, "Kegiatan nomor 2"),
    ]


def test_a_point_names_an_organisation_or_none(site: Flask) -> None:
    minutes, organisation = some_minutes(), an_organisation()
    taker = minutes.meeting.note_taker
    answers = {"said": "Kapan mulai?", "answer": "Bulan depan"}
    did(add_point, minutes, by=taker, organisation=organisation.slug, **answers)
    did(add_point, minutes, by=taker, organisation=None, **answers)
    with pytest.raises(Refused):
        did(add_point, minutes, by=taker, organisation="tidak-ada", **answers)
    db.session.expire_all()
    assert [point.organisation_id for point in minutes.points] == [organisation.id, None]


def test_a_part_changed_a_moment_ago_is_a_clash(site: Flask) -> None:
    minutes, (first, *_) = _three()
    seen = first.text
    db.session.execute(db.update(Decision).where(Decision.id == first.id).values(text="Orang lain"))
    first.__dict__["text"] = seen  # what this session read before the other wrote
    with pytest.raises(Clash):
        edit_decision(first, by=minutes.meeting.note_taker, text="Saya")


def test_the_same_words_again_are_no_event(site: Flask) -> None:
    minutes, (first, *_) = _three()
    before = verbs(minutes)
    did(edit_decision, first, by=minutes.meeting.note_taker, text=first.text)
    assert verbs(minutes) == before


def test_nothing_is_due_before_the_meeting_that_decided_it(site: Flask) -> None:
    minutes = some_minutes()
    day = in_wib(minutes.meeting.starts_at).date()
    item = add_item(minutes, due_on=day)
    with pytest.raises(Refused) as refusal:
        add_item(minutes, due_on=day - timedelta(days=1))
    assert refusal.value.field == "due_on"
    answers = {
        "what": "Lain",
        "organisation": item.organisation.slug,
        "person": "",
        "priority": item.priority,
    }
    with pytest.raises(Refused):
        did(
            edit_item,
            item,
            by=minutes.meeting.note_taker,
            due_on=day - timedelta(days=1),
            **answers,
        )
