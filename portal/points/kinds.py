"""The three kinds of parts that minutes have besides their text: how each is asked, added, changed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import url_for

from portal.core.wording import LazyString, _, _l
from portal.meetings.queries import attending_organisations as at_the_table
from portal.minutes.models import ActionItem, Decision, DiscussionPoint, Minutes
from portal.minutes.queries import get_minutes
from portal.organisations.queries import verified_organisations
from portal.points import actions, queries
from portal.points.forms import (
    DecisionEditForm,
    DecisionForm,
    ItemEditForm,
    ItemForm,
    PointEditForm,
    PointForm,
)

Part = DiscussionPoint | Decision | ActionItem


@dataclass(frozen=True)
class Kind:
    """A kind of part; `slug` stands in addresses."""

    slug: str
    model: type[Any]
    load: Callable[[str, int], Any]
    new_form: type[Any]
    edit_form: type[Any]
    add: Callable[..., Any]
    edit: Callable[..., Any]
    asked: tuple[str, ...]
    new_title: LazyString
    edit_title: LazyString
    remove_title: LazyString
    added: LazyString


POINT = Kind(
    "pembahasan",
    DiscussionPoint,
    queries.get_point,
    PointForm,
    PointEditForm,
    actions.add_point,
    actions.edit_point,
    ("said", "answer"),
    _l("Tambah pembahasan"),
    _l("Ubah pembahasan"),
    _l("Hapus pembahasan"),
    _l("Pembahasan tercatat."),
)
DECISION = Kind(
    "keputusan",
    Decision,
    queries.get_decision,
    DecisionForm,
    DecisionEditForm,
    actions.add_decision,
    actions.edit_decision,
    ("text",),
    _l("Tambah kesimpulan"),
    _l("Ubah kesimpulan"),
    _l("Hapus kesimpulan"),
    _l("Kesimpulan tercatat."),
)
ITEM = Kind(
    "rtl",
    ActionItem,
    queries.get_drafted_item,
    ItemForm,
    ItemEditForm,
    actions.add_item,
    actions.edit_item,
    ("what", "person", "due_on", "priority"),
    _l("Tambah tindak lanjut"),
    _l("Ubah tindak lanjut"),
    _l("Hapus tindak lanjut"),
    _l("Tindak lanjut tercatat."),
)
KINDS = {kind.slug: kind for kind in (POINT, DECISION, ITEM)}


def get_minutes_for(reference: str, kind: str) -> Minutes | None:
    """The minutes that get a new part, for the door."""
    return get_minutes(reference)


def get_part(reference: str, kind: str, part_id: int, way: str = "") -> Part | None:
    """One part of a meeting's minutes, for the door."""
    found: Part | None = KINDS[kind].load(reference, part_id)
    return found


def kind_of(part: Part) -> Kind:
    return next(kind for kind in KINDS.values() if isinstance(part, kind.model))


def offered(form: Any, minutes: Minutes, part: Part | None = None) -> Any:
    """The form with the organisations to choose from, where it asks for one: those that attended first.

    The part's own is always among them.
    """
    if not hasattr(form, "offer"):
        return form
    there = {slug: _("%(name)s (hadir)", name=name) for slug, name, _kind in at_the_table(minutes.meeting)}
    named = there | {each.slug: each.name for each in verified_organisations() if each.slug not in there}
    own = getattr(part, "organisation", None)
    if own is not None:
        named.setdefault(own.slug, own.name)
    return form.offer(list(named.items()))


def answers_in(part: Part) -> dict[str, Any]:
    """What stands in a part, as its form asks it."""
    answers = {name: getattr(part, name) for name in kind_of(part).asked}
    organisation = getattr(part, "organisation", None)
    return answers | {"version": str(part.version), "organisation": organisation.slug if organisation else ""}


def url_after(minutes: Minutes, kind: Kind, again: bool = False) -> str:
    """Where a person goes after a part was kept: back to its list, or to the next new one."""
    if again:
        return url_for("minutes_parts.add", reference=minutes.reference, kind=kind.slug)
    return url_for("minutes_parts.parts", reference=minutes.reference, _anchor=kind.slug)
