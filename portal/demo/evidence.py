"""Example evidence: drawings that nobody takes for photos."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from portal.evidence.actions import add_evidence
from portal.evidence.models import Evidence
from portal.files.keeping import Checked, check
from portal.files.rules import ANYTHING

SKY, GROUND, WALL, ROOF, INK = "#d5e6e1", "#b4a27a", "#faf8f3", "#9e3716", "#14231f"
WIDTH, HEIGHT = 1200, 900


def add_example_evidence(report: Any, by: Any, captions: dict[str, int]) -> list[Evidence]:
    """One drawing for each caption, with so many stages of a house as it says (1 foundation to 4 painted)."""
    added: list[Evidence] = []
    for number, (caption, stages) in enumerate(captions.items(), 1):
        file = drawing(f"foto-contoh-{number}.jpg", stages)
        added += add_evidence(report, by=by, files=[file], caption=caption)
    return added


def drawing(name: str, stages: int) -> Checked:
    """A house as far as it is built, with the word CONTOH across it."""
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
    return check(name, out.getvalue(), ANYTHING, small=True)
