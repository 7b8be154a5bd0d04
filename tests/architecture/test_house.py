"""The house holds: each rule is tried on the whole portal, and once on a file that breaks it."""

from typing import Any

import pytest
from flask import Flask

from portal.policy import POLICY, Permission
from tests.support import architecture as house
from tests.support.architecture import Source

SOURCES = house.portal_sources()
TEMPLATES = house.templates()


def test_shelves_import_only_what_lies_below() -> None:
    assert house.faults_of_shelves(SOURCES) == []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("portal/places/rules.py", "import sqlalchemy"),
        ("portal/places/rules.py", "from flask import request"),
        ("portal/places/models.py", "from portal.places.queries import get_pocket"),
        ("portal/places/queries.py", "from portal.places import actions"),
        ("portal/places/actions.py", "from portal.places.forms import PocketForm"),
        ("portal/places/forms.py", "from portal.places.models import Pocket"),
        ("portal/places/office_views.py", "from portal.places.models import Pocket"),
        ("portal/places/views.py", "from portal.core.database import db"),
    ],
)
def test_a_shelf_that_reaches_up_is_noticed(path: str, line: str) -> None:
    assert house.faults_of_shelves([Source(path, line)])


def test_rooms_import_only_rooms_below() -> None:
    assert house.faults_of_rooms(SOURCES) == []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("portal/accounts/actions.py", "from portal.organisations.models import Organisation"),
        ("portal/core/values.py", "from portal.web import pages"),
        ("portal/places/queries.py", "from portal.strategies.queries import all_strategies"),
        ("portal/public/queries.py", "from portal.drafts.actions import submit_commitment"),
    ],
)
def test_a_room_that_reaches_up_is_noticed(path: str, line: str) -> None:
    assert house.faults_of_rooms([Source(path, line)])


def test_no_import_hides_in_a_function_and_no_drawer_is_nameless() -> None:
    assert house.faults_of_places(SOURCES) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("portal/places/queries.py", "def f():\n    import json\n"),
        ("portal/places/utils.py", ""),
        ("portal/attic/models.py", ""),
    ],
)
def test_a_hidden_import_or_a_nameless_drawer_is_noticed(path: str, text: str) -> None:
    assert house.faults_of_places([Source(path, text)])


def test_the_map_names_every_room() -> None:
    assert house.faults_of_map(SOURCES, (house.ROOT / "README.md").read_text()) == []


def test_a_room_without_a_name_on_the_map_is_noticed() -> None:
    assert "README.md does not name portal/attic" in house.faults_of_map(
        [*SOURCES, Source("portal/attic/rules.py", "")], ""
    )


def test_files_functions_views_and_templates_stay_small() -> None:
    assert house.faults_of_sizes(SOURCES, TEMPLATES) == []


@pytest.mark.parametrize(
    ("text", "template"),
    [
        ("x = 1\n" * 251, ""),
        ("def f():\n" + "    x = 1\n" * 25, ""),
        ("@bp.route('/')\ndef f():\n" + "    x = 1\n" * 15, ""),
        ("", "<p>\n" * 101),
    ],
)
def test_what_grows_too_long_is_noticed(text: str, template: str) -> None:
    assert house.faults_of_sizes([Source("portal/places/queries.py", text)], {"templates/a.html": template})


def test_one_place_commits() -> None:
    assert house.faults_of_commits(SOURCES) == []


@pytest.mark.parametrize(
    "text", ["db.session.commit()", "with transaction():\n    pass", "def f():\n    return request.args"]
)
def test_an_action_that_commits_or_reads_the_request_is_noticed(text: str) -> None:
    assert house.faults_of_commits([Source("portal/places/actions.py", text)])


def test_every_action_leaves_an_audit_entry() -> None:
    assert house.faults_of_audit(SOURCES) == []


def test_an_action_without_an_audit_entry_is_noticed() -> None:
    silent = "def lift_pocket(pocket, *, by):\n    pocket.status = 1\n"
    assert house.faults_of_audit([Source("portal/places/actions.py", silent)])
    assert not house.faults_of_audit(
        [Source("portal/places/actions.py", silent + "    record('pocket.lift', pocket, by=by)\n")]
    )


def test_html_is_blessed_in_one_module_and_nothing_stands_inline() -> None:
    assert house.faults_of_blessing(SOURCES, TEMPLATES) == []


@pytest.mark.parametrize(
    ("source", "template"),
    [
        ("from markupsafe import Markup", ""),
        ("", "{{ text|safe }}"),
        ("", '<p style="color:red">'),
        ("", "<script>alert(1)</script>"),
        ("", '<a href="#" onclick="f()">'),
    ],
)
def test_blessing_elsewhere_is_noticed(source: str, template: str) -> None:
    assert house.faults_of_blessing(
        [Source("portal/places/views.py", source)], {"templates/a.html": template}
    )


def test_every_template_is_there_and_used() -> None:
    assert house.faults_of_templates(SOURCES, TEMPLATES) == []
    assert house.faults_of_templates([Source("portal/places/views.py", 'page("places/gone.html")')], {})
    assert house.faults_of_templates([], {"templates/places/alone.html": ""})


def test_every_permission_stands_in_the_table() -> None:
    assert set(POLICY) == set(Permission)
    assert all(POLICY.values())


def _without_door(views: dict[str, Any]) -> list[str]:
    return [endpoint for endpoint, view in views.items() if not hasattr(view, "door")]


def test_every_route_has_exactly_one_door(site: Flask) -> None:
    assert _without_door(site.view_functions) == []


def test_a_route_without_a_door_is_noticed() -> None:
    bare = Flask("bare")
    bare.add_url_rule("/", "home", lambda: "")
    assert "home" in _without_door(bare.view_functions)


def test_nothing_is_left_unfinished() -> None:
    assert house.faults_of_unfinished(SOURCES) == []
    assert house.faults_of_unfinished([Source("portal/places/queries.py", "# " + "TO" + "DO later")])
