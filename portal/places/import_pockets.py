"""Pockets from a CSV file: a row names its village; the village and the name together say which pocket it is.

Columns: name, village (name or code), decision; optional kecamatan, hamlets, decided_on (YYYY-MM-DD),
status (aktif|terentaskan|dicabut), reason (wanted when the status changes), note. An empty cell keeps what
is stored.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from portal.accounts.models import User
from portal.core.clock import today
from portal.core.reasons import says_something
from portal.core.wording import LazyString, _l
from portal.places import actions, queries
from portal.places.importing import Planned, Row, Step, rejected, text_fault
from portal.places.matching import Village, match_village, plain
from portal.places.models import Pocket
from portal.places.rules import PocketStatus

NEEDED = ("name", "village", "decision")
KEPT = ("decision", "hamlets", "note")


def plan_pockets(rows: Sequence[Row]) -> list[Planned]:
    """What each row will do; the same file twice plans nothing the second time."""
    villages = [_village(region) for region in queries.all_villages()]
    known = {_key(p.region_code, p.name): p for p in queries.all_pockets()}
    seen: dict[str, int] = {}
    return [_plan(row, villages, known, seen) for row in rows]


def apply_pockets(plan: Sequence[Planned], *, by: User | None = None) -> int:
    """Do what was planned, each row by the action of the page; returns how many rows changed something."""
    known = {pocket.slug: pocket for pocket in queries.all_pockets()}
    for row in plan:
        if row.step is Step.ADD:
            actions.create_pocket(by=by, **row.answers)
        elif row.step is Step.CHANGE:
            actions.edit_pocket(known[row.key], by=by, **row.answers)
    return sum(row.step in (Step.ADD, Step.CHANGE) for row in plan)


def _plan(row: Row, villages: list[Village], known: dict[str, Pocket], seen: dict[str, int]) -> Planned:
    written = f"{row['name']} · {row['village']}" + (f", {row['kecamatan']}" if row["kecamatan"] else "")
    if fault := text_fault(row) or _fault(row):
        return rejected(row, written, fault)
    match = match_village(row["village"], row["kecamatan"], villages)
    if match.code is None:
        return rejected(row, written, match.reason)
    key = _key(match.code, row["name"])
    if key in seen:
        return rejected(row, written, _l("sama dengan baris %(line)d", line=seen[key]))
    seen[key] = row.line
    pocket = known.get(key)
    return _change(row, written, pocket) if pocket else _add(row, written, match.code)


def _add(row: Row, written: str, village: str) -> Planned:
    if row["status"] not in ("", PocketStatus.ACTIVE.slug):
        return rejected(row, written, _l("kantong baru dicatat aktif; ubah statusnya sesudahnya"))
    if not row["decision"]:
        return rejected(row, written, _l("keputusan yang menetapkan belum diisi"))
    answers: dict[str, Any] = {name: row[name] for name in ("name", *KEPT)}
    answers |= {"region_code": village, "decided_on": _day(row["decided_on"])}
    return Planned(row.line, Step.ADD, written, answers=answers)


def _change(row: Row, written: str, pocket: Pocket) -> Planned:
    answers: dict[str, Any] = {name: row[name] or getattr(pocket, name) for name in KEPT}
    answers |= {"name": pocket.name, "region_code": pocket.region_code}
    answers["decided_on"] = _day(row["decided_on"]) or pocket.decided_on
    answers["status"] = PocketStatus.from_slug(row["status"]) or pocket.status
    changed = [name for name, value in answers.items() if getattr(pocket, name) != value]
    if "status" in changed and not says_something(row["reason"]):
        return rejected(row, written, _l("status berubah tanpa alasan (kolom reason)"))
    step = Step.CHANGE if changed else Step.SAME
    answers["reason"] = row["reason"]
    return Planned(row.line, step, written, ", ".join(changed), pocket.slug, answers)


def _fault(row: Row) -> LazyString | None:
    if not row["name"] or not row["village"]:
        return _l("nama kantong dan desanya harus diisi")
    if row["status"] and PocketStatus.from_slug(row["status"]) is None:
        return _l("status tidak dikenal: aktif, terentaskan, atau dicabut")
    if row["decided_on"]:
        day = _day(row["decided_on"])
        if day is None or day > today():
            return _l("tanggal keputusan tidak terbaca (YYYY-MM-DD) atau di masa depan")
    return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _key(village: str, name: str) -> str:
    return f"{village} {plain(name)}"


def _village(region: Any) -> Village:
    return Village(region.code, region.name, region.kecamatan.name if region.kecamatan else "")
