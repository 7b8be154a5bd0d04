"""Parts of a page that a room above adds to a page of a room below, which must not know it.

A room registers with `@part_of("commitment.workspace", 20)` a function that gets the thing of the page and
gives a Part or None; the page's template includes what `parts_of("commitment.workspace", thing)` yields. The
names of the pages stand in PAGES.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask import Flask

PAGES = {
    "commitment.workspace": "an organisation's own page of one commitment (thing: Commitment)",
    "commitment.office": "the office's page of one commitment (thing: Commitment)",
    "home.workspace": "the first page of the workspace (thing: the signed-in person)",
    "home.office": "the first page of the office (thing: the signed-in person)",
    "pocket.office": "the office's page of one pocket (thing: Pocket)",
}


@dataclass(frozen=True)
class Part:
    """A template with the values that it shows as `part.values`."""

    template: str
    values: dict[str, Any] = field(default_factory=dict)


Maker = Callable[[Any], Part | None]
_makers: dict[str, list[tuple[int, Maker]]] = {page: [] for page in PAGES}


def part_of(page: str, order: int) -> Callable[[Maker], Maker]:
    """Add a part to a page; those with a lower order stand first. Raises KeyError for an unknown page."""

    def register(maker: Maker) -> Maker:
        _makers[page].append((order, maker))
        _makers[page].sort(key=lambda each: each[0])
        return maker

    return register


def parts_of(page: str, thing: Any) -> list[Part]:
    """The parts of a page for one thing, in their order."""
    made = (maker(thing) for _order, maker in _makers[page])
    return [part for part in made if part is not None]


def install(app: Flask) -> None:
    """Templates ask for the parts themselves."""
    app.jinja_env.globals["parts_of"] = parts_of
