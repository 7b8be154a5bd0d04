"""The terms that a district sets: when silence begins, when a report is due, when leads overlap."""

from dataclasses import dataclass

from flask import current_app


@dataclass(frozen=True)
class Terms:
    """`silent_months`: nothing verified for so long is silence. `report_days`: after a quarter's last day.

    `overlap_pocket_leads`: so many leads at once in one pocket or desa overlap.
    """

    silent_months: int = 6
    report_days: int = 15
    overlap_pocket_leads: int = 3


def terms() -> Terms:
    """The terms of this installation (SILENT_MONTHS, REPORT_DAYS, OVERLAP_POCKET_LEADS)."""
    settings = current_app.config["SETTINGS"]
    return Terms(settings.silent_months, settings.report_days, settings.overlap_pocket_leads)
