"""CSV files: RFC 4180 in UTF-8; with ?excel=1 semicolons and a BOM, which Indonesian Excel opens rightly."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask import Response, request

from portal.core.wording import Word

_NUMBER = re.compile(r"[+-]?\d[\d .,()/-]*")


def csv_response(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response:
    """A file to keep, named `name`.csv. Column names are stable and English; no cell is a formula."""
    excel = request.args.get("excel") == "1"
    cell = excel_cell if excel else plain_cell
    lines = _lines([header, *(map(cell, row) for row in rows)], ";" if excel else ",")
    text = ("\ufeff" if excel else "") + "".join(lines)
    response = Response(text, mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def plain_cell(value: Any) -> Any:
    """A value as a cell: words by value, dates in ISO 8601, nothing as nothing, and no formulas."""
    if isinstance(value, Word):
        return value.value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, str):
        return harmless(value)
    return "" if value is None else value


def excel_cell(value: Any) -> Any:
    """The same for Indonesian Excel, which takes 2.5 for the second of May."""
    fraction = isinstance(value, (Decimal, float))
    return str(value).replace(".", ",") if fraction else plain_cell(value)


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula; negative and telephone numbers stay as they are."""
    risky = text[:1] in {"=", "+", "-", "@", "\t", "\r"} and not _NUMBER.fullmatch(text)
    return f"'{text}" if risky else text


def _lines(rows: Iterable[Iterable[Any]], separator: str) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=separator, lineterminator="\r\n")
    for row in rows:
        writer.writerow(row)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
