"""The terms of delivery that a district sets: when silence begins, and when a report is due."""

from dataclasses import dataclass

from flask import current_app


@dataclass(frozen=True)
class Terms:
    """`silent_months`: nothing verified for so long is silence. `report_days`: after a quarter's last day."""

    silent_months: int = 6
    report_days: int = 15


def terms() -> Terms:
    """The terms of this installation (SILENT_MONTHS, REPORT_DAYS)."""
    settings = current_app.config["SETTINGS"]
    return Terms(settings.silent_months, settings.report_days)
