"""Quarterly reports in the line of what waits for the office."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from sqlalchemy import Row, String, cast

from portal.commitments.models import Commitment
from portal.core.values import Quarter
from portal.core.wording import _, _l
from portal.progress.models import ProgressReport
from portal.progress.rules import ReportStatus
from portal.reviews.queue import Kind, Rows, Told, add_kind
from portal.reviews.waiting import about_commitments
from portal.web.formats import quarter


def _rows(_person: Any) -> Rows:
    r = ProgressReport
    key = Commitment.reference + "/" + cast(r.year, String) + "-" + cast(r.quarter_number, String)
    return about_commitments(r, since=r.submitted_at, key=key).where(r.status == ReportStatus.SUBMITTED)


def _told(rows: Sequence[Row[Any]]) -> dict[str, Told]:
    return {row.key: _one(row, row.key.partition("/")[2]) for row in rows}


def _one(row: Row[Any], slug: str) -> Told:
    asked = Quarter.from_slug(slug)
    words = _("Laporan %(quarter)s", quarter=quarter(asked) if asked else slug)
    url = url_for("progress_office.report", reference=row.reference, quarter=slug)
    return Told(url, [words, row.reference, row.name])


add_kind(30, Kind("reports", _l("Laporan"), lambda: url_for("progress_office.reports"), _rows, _told))
