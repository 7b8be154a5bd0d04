"""Sends rows while they are read: memory stays the same however long a file is."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain
from typing import Any

from flask import Response, request, stream_with_context

from portal.core.clock import today
from portal.opendata.files import DataFile
from portal.web.csv import excel_cell, plain_cell

LINES = 500  # lines in one piece of the answer


def csv_file(file: DataFile, rows: Iterable[Sequence[Any]]) -> Response:
    """RFC 4180 in UTF-8 with commas; ?excel=1 gives semicolons and a BOM, which suits Indonesian Excel."""
    excel = request.args.get("excel") == "1"
    cell = excel_cell if excel else plain_cell
    lines = chain([file.header], ([cell(value) for value in row] for row in rows))
    pieces = _csv_pieces(lines, ";" if excel else ",")
    text = chain(["\ufeff"], pieces) if excel else pieces
    return _attachment(file, text, "csv", "text/csv")


def json_file(file: DataFile, about: dict[str, Any], rows: Iterable[Sequence[Any]]) -> Response:
    """One object: what the file is, then its rows as objects by column name."""
    return _attachment(file, _json_pieces(file, about, rows), "json", "application/json")


def _csv_pieces(lines: Iterable[Sequence[Any]], separator: str) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=separator, lineterminator="\r\n")
    for number, line in enumerate(lines, 1):
        writer.writerow(line)
        if number % LINES == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def _json_pieces(file: DataFile, about: dict[str, Any], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    names, buffer, before = file.header, io.StringIO(), ""
    buffer.write(f'{{"about": {json.dumps(about, ensure_ascii=False)}, "rows": [\n')
    for number, row in enumerate(rows, 1):
        found = {name: _json_value(value) for name, value in zip(names, row, strict=True)}
        buffer.write(before + json.dumps(found, ensure_ascii=False))
        before = ",\n"
        if number % LINES == 0:
            yield _taken(buffer)
    buffer.write("\n]}\n")
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def _json_value(value: Any) -> Any:
    """Numbers stay numbers; nothing here is a formula, so text stays as it is."""
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return value if type(value) is str else plain_cell(value)


def _attachment(file: DataFile, pieces: Iterator[str], ending: str, kind: str) -> Response:
    response = Response(stream_with_context(pieces), mimetype=kind)
    name = f"simpul-{file.slug}-{today().isoformat()}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
