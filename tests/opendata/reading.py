"""Reads the files back as a stranger would."""

import csv
import io
import json
from typing import Any


def table(page: Any, separator: str = ",") -> list[dict[str, str]]:
    """The rows of a CSV answer by column name."""
    return list(csv.DictReader(io.StringIO(page.text.removeprefix("\ufeff")), delimiter=separator))


def rows_of(page: Any) -> list[dict[str, Any]]:
    """The rows of a JSON answer."""
    return json.loads(page.text)["rows"]
