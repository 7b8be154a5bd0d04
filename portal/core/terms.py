"""The terms that a district sets: when silence begins, when a report is due, when leads overlap."""

from dataclasses import dataclass

from flask import current_app


@dataclass(frozen=True)
class Terms:
    """`silent_months`: nothing verified for so long is silence. `report_days`: after a quarter's last day.

    `overlap_pocket_leads`: so many leads at once in one pocket or desa overlap. `thin_percent`: a place whose
    needs are pledged for by less is served thinly.
    """

    silent_months: int = 6
    report_days: int = 15
    overlap_pocket_leads: int = 3
    thin_percent: int = 50


def terms() -> Terms:
    """The terms of this installation (SILENT_MONTHS, REPORT_DAYS, OVERLAP_POCKET_LEADS, THIN_PERCENT)."""
    settings = current_app.config["SETTINGS"]
    delivery = (settings.silent_months, settings.report_days)
    return Terms(*delivery, settings.overlap_pocket_leads, settings.thin_percent)
