"""Example evidence: drawings that nobody takes for photos."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from portal.accounts.models import User
from portal.core import clock
from portal.core.database import db
from portal.evidence.actions import add_evidence, release, withdraw
from portal.evidence.models import Evidence
from portal.files.keeping import Checked, check
from portal.files.rules import ANYTHING
from portal.progress.models import ProgressReport
from portal.progress.rules import ReportStatus

SKY, GROUND, WALL, ROOF, INK = "#d5e6e1", "#b4a27a", "#faf8f3", "#9e3716", "#14231f"
WIDTH, HEIGHT = 1200, 900
DRAWN_UNIT = "unit rumah"  # the pledges that the drawing fits
PICTURED = 14  # reports, the newest first
STAGES = {1: "Pondasi rumah selesai", 2: "Dinding berdiri", 3: "Atap terpasang", 4: "Rumah siap dihuni"}
WITHDRAWN = "Wajah seorang anak terlihat jelas (contoh)."
LEFT_ALONE = 3  # of so many verified reports one has its pictures unreleased


def add_example_evidence(
    report: Any, by: Any, captions: dict[str, int], taken_on: date | None = None
) -> list[Evidence]:
    """One drawing for each caption, with so many stages of a house as it says (1 foundation to 4 painted)."""
    added: list[Evidence] = []
    for number, (caption, stages) in enumerate(captions.items(), 1):
        file = drawing(f"foto-contoh-{number}.jpg", stages)
        added += add_evidence(report, by=by, files=[file], caption=caption, taken_on=taken_on)
    return added


def drawing(name: str, stages: int) -> Checked:
    """A house as far as it is built, with the word CONTOH across it."""
    return replace(_drawn(stages), name=name)


@cache
def _drawn(stages: int) -> Checked:
    picture = Image.new("RGB", (WIDTH, HEIGHT), SKY)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 640, WIDTH, HEIGHT), GROUND)
    parts = (
        lambda: draw.rectangle((300, 610, 900, 650), INK),
        lambda: draw.rectangle((330, 380, 870, 612), WALL, INK, 6),
        lambda: draw.polygon([(290, 380), (600, 190), (910, 380)], ROOF, INK),
        lambda: draw.rectangle((550, 470, 650, 612), ROOF, INK, 6),
    )
    for part in parts[:stages]:
        part()
    draw.text((WIDTH / 2, 800), "CONTOH", INK, font_size=120, anchor="mm")
    out = BytesIO()
    picture.save(out, "JPEG", quality=80)
    return check("foto-contoh.jpg", out.getvalue(), ANYTHING, small=True)


def illustrate(reports: Iterable[ProgressReport], verifier: User) -> None:
    """Pictures for the newest reports about houses: most released, some not yet, one withdrawn again."""
    drawable = [r for r in reports if r.commitment.unit == DRAWN_UNIT and not r.no_progress]
    newest = sorted(drawable, key=lambda report: report.created_at, reverse=True)[:PICTURED]
    verified = 0
    for report in newest:
        added = _put(report)
        if report.status is ReportStatus.VERIFIED:
            verified += 1
            if verified % LEFT_ALONE:
                _release(report, added, verifier, again=verified == 1)


def _put(report: ProgressReport) -> list[Evidence]:
    """Files come while a report is open: it is one for a moment."""
    percents = [line.physical_percent or 0 for line in report.lines]
    stage = min(max(percents) // 25 + 1, len(STAGES))
    captions = {STAGES[number]: number for number in (max(stage - 1, 1), stage)}
    kept = {"status": report.status, "updated_at": report.updated_at}
    with clock.at(report.created_at):
        report.status = ReportStatus.DRAFT
        day = clock.today() - timedelta(days=5)
        added = add_example_evidence(report, report.commitment.created_by, captions, day)
        for name, value in kept.items():
            setattr(report, name, value)
        db.session.flush()
    return added


def _release(report: ProgressReport, added: list[Evidence], verifier: User, *, again: bool) -> None:
    """Those with something to see; `again`: the first is taken back the next minute."""
    with clock.at(report.updated_at + timedelta(minutes=5)):
        for evidence in added:
            release(evidence, by=verifier)
    if again:
        with clock.at(report.updated_at + timedelta(minutes=9)):
            withdraw(added[0], by=verifier, reason=WITHDRAWN)
