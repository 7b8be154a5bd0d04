"""Which part of a file somebody asks for, and what the file says of itself."""

from typing import Any

from flask import current_app, request

from portal.commitments.asked import asked_selection
from portal.commitments.selection import Selection
from portal.core.clock import in_wib, now
from portal.core.errors import UnknownFilter
from portal.matrices.matrix import Matrix, read_matrix
from portal.matrices.queries import register
from portal.matrices.reading import asked_question, asked_since, district
from portal.opendata.files import DataFile

LICENCE = "CC BY 4.0"
NO_FILTERS = ("excel", "halaman", "urut")  # they change how a list is shown, not what is in it
ALL = 1_000_000


def filters_of(file: DataFile) -> Selection:
    """The filters of this request. Raises UnknownFilter also for a filter that the file does not take."""
    check_names(file)
    return asked_selection()


def check_names(file: DataFile) -> None:
    """Raises UnknownFilter for a filter that the file does not take."""
    for name, value in request.args.items():
        if value and name not in (*file.filters, *NO_FILTERS):
            raise UnknownFilter(name, value)


def whole_matrix(most: int = ALL) -> Matrix:
    """The matrix of this request with all its lines, or about so many. Raises UnknownFilter."""
    question = asked_question()
    return read_matrix(question, 1, district(), most, asked_since(question))


def about(file: DataFile) -> dict[str, Any]:
    """Title, source, licence, dates and filters, as a JSON file says them first."""
    settings = current_app.config["SETTINGS"]
    changed = register().changed_at
    return {
        "title": str(file.title),
        "description": str(file.about),
        "publisher": settings.office_name,
        "source": f"{settings.base_url}/data",
        "licence": LICENCE,
        "created_at": in_wib(now()).isoformat(timespec="seconds"),
        "data_changed_at": in_wib(changed).isoformat(timespec="seconds") if changed else None,
        "filters": {name: request.args[name] for name in file.filters if request.args.get(name)},
    }
