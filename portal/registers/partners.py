"""Invented partners, each with the person who works for it, and who promises how much."""

from datetime import date, timedelta
from typing import NamedTuple

from portal.registers.bulk import Bulk
from portal.registers.dice import Dice, Weighted, moment, zipf
from portal.registers.sizes import Size

USERS = (
    *("id", "email", "name", "language", "is_active", "email_confirmed_at", "is_example"),
    *("created_at", "version"),
)
ORGANISATIONS = (
    *("id", "slug", "name", "kind", "status", "about", "about_html", "website", "contact_name"),
    *("contact_position", "contact_email", "contact_phone", "reason", "applied_at", "decided_at"),
    *("is_example", "created_at", "updated_at", "version"),
)
MEMBERSHIPS = ("user_id", "organisation_id", "role", "created_at")
FOCUS = ("organisation_id", "strategy_number")
AREAS = ("organisation_id", "region_code")
KINDS = Weighted(("government", "private", "ngo", "community", "other"), (14, 38, 24, 19, 5))
NAMES = {
    "government": ("Dinas", "Badan"),
    "private": ("PT", "CV"),
    "ngo": ("Yayasan", "Lembaga"),
    "community": ("Kelompok", "Karang Taruna"),
    "other": ("Forum", "Universitas"),
}
FIRST, SECOND = ("Karya", "Bina", "Tunas", "Sinar", "Mitra"), ("Sejahtera", "Mandiri", "Langkat", "Bersama")
ABOUT = "Lembaga rekaan untuk mengukur kecepatan."
VERIFIER = "verifikator@contoh.id"


class Partner(NamedTuple):
    id: int
    user_id: int


def invent_partners(writing: Bulk, size: Size, today: date) -> None:
    """Verified organisations with one manager each; nobody among them can sign in."""
    dice = Dice(size.seed, "partners")
    organisation, user = writing.next_id("organisations"), writing.next_id("users")
    codes = [code for (code,) in writing.rows("SELECT code FROM regions WHERE level = 'kecamatan'")]
    at = moment(today - timedelta(days=1800), 0)
    tables: dict[str, list[tuple[object, ...]]] = {"users": [], "organisations": [], "members": []}
    focus, areas = [], []
    for number in range(size.partners):
        name, row = _organisation(number, organisation + number, at, dice)
        mail = f"mitra{number + 1}@ukuran.id"
        tables["users"].append((user + number, mail, f"Pengelola {name}", "id", True, at, True, at, 1))
        tables["organisations"].append(row)
        tables["members"].append((user + number, organisation + number, "manager", at))
        focus.append((organisation + number, dice.between(1, 7)))
        areas.append((organisation + number, dice.pick(codes)))
    writing.write("users", USERS, tables["users"])
    writing.write("organisations", ORGANISATIONS, tables["organisations"])
    writing.write("memberships", MEMBERSHIPS, tables["members"])
    writing.write("focus_strategies", FOCUS, focus)
    writing.write("work_areas", AREAS, areas)


def _organisation(number: int, key: int, at: str, dice: Dice) -> tuple[str, tuple[object, ...]]:
    kind = KINDS.draw(dice)
    name = f"{dice.pick(NAMES[kind])} {dice.pick(FIRST)} {dice.pick(SECOND)} {number + 1}"
    texts = (ABOUT, f"<p>{ABOUT}</p>", "", "Narahubung Contoh", "Narahubung", "ukuran@contoh.id", "0800", "")
    return name, (key, f"mitra-ukuran-{number + 1}", name, kind, "verified", *texts, at, at, True, at, at, 1)


def promising(writing: Bulk, dice: Dice) -> Weighted[Partner]:
    """Who may promise: some do so very often."""
    rows = writing.rows(
        "SELECT o.id, min(m.user_id) FROM organisations o JOIN memberships m ON m.organisation_id = o.id"
        " WHERE o.status = 'verified' GROUP BY o.id ORDER BY o.id"
    )
    return zipf([Partner(*row) for row in rows], dice)


def verifier_of(writing: Bulk) -> int:
    """The person in the office who decides."""
    return int(writing.rows(f"SELECT id FROM users WHERE email = '{VERIFIER}'")[0][0])  # noqa: S608 - ours
