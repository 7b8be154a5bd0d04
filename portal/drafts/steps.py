"""The five steps of a pledge: where each stands, what comes after it, and words that explain the seven."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from flask import flash, request, url_for

from portal.commitments.rules import EDITABLE
from portal.core.errors import NotAllowedNow, UnknownFilter
from portal.core.wording import LazyString, _, _l
from portal.drafts.choosing import Place, places_by_key
from portal.drafts.completeness import Gap
from portal.drafts.forms import CONTINUE, FIND, LATER, SHOW, StepForm
from portal.notifications.links import link_to
from portal.strategies.choices import full_name
from portal.strategies.queries import all_strategies
from portal.web import filters
from portal.web.context import mark_example
from portal.web.locale import language

NAMES = ("what", "places", "giving", "people", "check")
FROM_CHECK = "periksa"
CLOSED = _l("Komitmen ini sudah diajukan, jadi isinya tidak bisa diubah di sini")
UNITS = (
    "rumah",
    "unit",
    "paket",
    "keluarga",
    "orang",
    "siswa",
    "meter",
    "kilometer",
    "hektare",
    "kegiatan",
    "ekor",
)
EXAMPLES: dict[int, LazyString] = {
    1: _l("Contoh: pendataan rumah tangga, verifikasi lapangan, pelatihan petugas data"),
    2: _l("Contoh: beasiswa, posyandu, jamban dan air bersih, pemeriksaan kesehatan"),
    3: _l("Contoh: modal usaha, pelatihan kerja, bibit dan ternak, pemasaran"),
    4: _l("Contoh: sembako, bantuan tunai, iuran jaminan kesehatan atau kerja"),
    5: _l("Contoh: rumah layak huni, jalan dan jembatan desa, jaringan internet"),
    6: _l("Contoh: forum mitra, pendampingan lembaga, kerja sama antardesa"),
    7: _l("Contoh: pemantauan lapangan, survei hasil, evaluasi tahunan"),
}


@dataclass(frozen=True)
class Step:
    """One step of one draft. `back` and `onward` are addresses."""

    number: int
    commitment: Any
    back: str
    onward: str
    from_check: bool

    total: ClassVar[int] = len(NAMES)

    def url(self, number: int) -> str:
        """A step as the check page leads to it: saving it leads back there."""
        return step_url(self.commitment, number, dari=FROM_CHECK)


def asked_place() -> Place | None:
    """The pocket (`kantong`) or region (`wilayah`) for which a page sent somebody. Raises UnknownFilter."""
    name = "kantong" if filters.text("kantong") else "wilayah"
    key = filters.text(name)
    found = places_by_key({key}).get(key) if key else None
    if key and not (found and found.open):
        raise UnknownFilter(name, key)
    return found


def step_url(commitment: Any, number: int, **query: Any) -> str:
    """The address of a step."""
    return url_for(f"commitment_steps.{NAMES[number - 1]}", reference=commitment.reference, **query)


def open_step(commitment: Any, number: int) -> Step:
    """The step, for whoever may still change it. Raises NotAllowedNow once it was submitted."""
    if commitment.status not in EDITABLE:
        raise NotAllowedNow(CLOSED)
    if commitment.is_example:
        mark_example()
    from_check = request.args.get("dari") == FROM_CHECK and number < len(NAMES)
    check = step_url(commitment, len(NAMES))
    room = url_for("commitments.show", reference=commitment.reference)
    return Step(
        number=number,
        commitment=commitment,
        back=check if from_check else (step_url(commitment, number - 1) if number > 1 else room),
        onward=check if from_check or number == len(NAMES) else step_url(commitment, number + 1),
        from_check=from_check,
    )


def after(form: StepForm, step: Step) -> str:
    """Where a saved step leads: onward, away from the draft, or to the same step with what was asked for."""
    asked = form.then.data or CONTINUE
    if asked == LATER:
        return leave_for_later(step.commitment)
    if form.take.data:
        return url_for("needs_workspace.join", reference=form.take.data, draft=step.commitment.reference)
    if form.goes_on:
        return step.onward
    query = {"dari": FROM_CHECK} if step.from_check else {}
    return step_url(step.commitment, step.number, **query, **_asked_for(form, asked))


def leave_for_later(commitment: Any) -> str:
    """Say that the draft is kept, and lead to its own page."""
    flash(_("Draf %(reference)s tersimpan. Lanjutkan kapan saja.", reference=commitment.reference))
    return url_for("commitments.show", reference=commitment.reference)


def _asked_for(form: StepForm, asked: str) -> dict[str, str]:
    """The same page again: at the first new row, at the rows, or at what was looked for."""
    if form.chosen.data:
        return {"_anchor": f"{form.row_name}-{len(form.keys)}"}
    if form.remove.data:
        return {"_anchor": form.row_name}
    if asked == SHOW:
        return {"kecamatan": form.kecamatan.data or "", "_anchor": "pilih"}
    if asked == FIND or form.words:
        return {"cari": form.words, "_anchor": "pilih"}
    return {}


def in_language(thing: Any, name: str) -> str:
    """A text that is kept in both languages, in that of the page."""
    return str(getattr(thing, f"{name}_{language()}"))


def resume_url(commitment: Any, gaps: Sequence[Gap]) -> str:
    """The step where work on a draft goes on: the first that lacks something, else the check."""
    return step_url(commitment, gaps[0].step if gaps else len(NAMES))


def organisation_options(organisations: Sequence[Any]) -> list[tuple[str, str]]:
    """The organisations a person may draft for, as choices."""
    if any(each.is_example for each in organisations):
        mark_example()
    return [(each.slug, each.name) for each in organisations]


def own_address(commitment: Any) -> str:
    """The draft's own page in full, for colleagues who can sign in."""
    return link_to(f"/ruang/komitmen/{commitment.reference}")


def strategy_options() -> tuple[Sequence[tuple[int, str]], dict[int, str]]:
    """The seven as choices, and below each whether it delivers to places, with examples."""
    seven = all_strategies()
    choices = [(each.number, full_name(each)) for each in seven]
    return choices, {each.number: f"{each.kind.label}. {EXAMPLES[each.number]}" for each in seven}
