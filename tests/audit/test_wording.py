"""Every action that is recorded anywhere has its words."""

import re
from pathlib import Path

from portal.audit.field_wording import FIELD_COLUMNS
from portal.audit.wording import WORDS
from portal.core.database import Model

PORTAL = Path(__file__).resolve().parents[2] / "portal"
RECORDED = re.compile(r"""\brecord\(\s*f?["']([a-z_.]+)["']""")


def recorded_names() -> set[str]:
    return {name for path in PORTAL.rglob("*.py") for name in RECORDED.findall(path.read_text())}


def test_every_recorded_action_has_words() -> None:
    assert len(recorded_names()) > 10
    assert recorded_names() - set(WORDS) == set()


def test_no_words_are_left_of_actions_that_nobody_records() -> None:
    texts = [path.read_text() for path in PORTAL.rglob("*.py") if path.name != "wording.py"]
    assert [name for name in WORDS if not any(f'"{name}"' in text for text in texts)] == []


def test_borrowed_columns_exist() -> None:
    for column in FIELD_COLUMNS.values():
        table, _dot, name = column.partition(".")
        assert name in Model.metadata.tables[table].c
