"""The file of what changed between two days: one row for each figure, before and after."""

from collections.abc import Iterator, Sequence
from typing import Any

from portal.core.wording import _l
from portal.history.change_queries import Changed, changes_between
from portal.history.change_rules import Move
from portal.history.reading import asked_changes
from portal.opendata.files import ALL_FILTERS, DAY, EXAMPLE, TEXT, WHOLE, DataFile

CHANGES = DataFile(
    "perubahan",
    _l("Perubahan antara dua tanggal"),
    _l("Satu baris per angka yang berubah antara akhir dua hari (sejak, per): sebelum dan sesudah."),
    (
        ("change", TEXT, _l("new, grown, shrunk, moved (masa), cancelled, delivered, atau corrected")),
        ("changed_on", DAY, _l("Hari perubahan itu terakhir terjadi")),
        ("reference", TEXT, _l("Nomor komitmen")),
        ("title", TEXT, _l("Judul")),
        ("organisation", TEXT, _l("Mitra utama, kata di alamat")),
        ("organisation_name", TEXT, _l("Nama mitra utama")),
        ("organisation_kind", TEXT, _l("Jenis mitra: government, private, ngo, community, other")),
        ("strategy_number", WHOLE, _l("Nomor strategi 1–7")),
        ("region_code", TEXT, _l("Kode wilayah tempat; kosong bila seluruh komitmen")),
        ("pocket", TEXT, _l("Kantong, kata di alamat")),
        ("place", TEXT, _l("Nama tempat")),
        ("figure", TEXT, _l("Yang berubah: rupiah, quantity, realised_rupiah, …; place, ends_on, status")),
        ("before", "number | date | <5", _l("Sebelum, kosong bila belum ada; cancelled: janji pertama")),
        ("after", "number | date | <5", _l("Sesudah; kosong bila tidak ada lagi")),
        ("unit", TEXT, _l("Satuan quantity")),
        ("reason", TEXT, _l("Alasan perubahan janji atau pembatalan")),
        EXAMPLE,
    ),
    ("sejak", "per", "perubahan", *ALL_FILTERS),
    ("csv", "xlsx"),
)  # fmt: skip


def changes() -> Iterator[Sequence[Any]]:
    """Rows for what this request asks. Raises UnknownFilter at once."""
    asked = asked_changes()
    found = changes_between(asked.since, asked.until, asked.selection)
    wanted = [each for each in found if asked.kind in (None, each.kind)]
    return (_row(each, move) for each in wanted for move in each.change.moves)


def _row(changed: Changed, move: Move) -> Sequence[Any]:
    line = move.line
    place = (line.region_code, line.pocket_slug, line.name) if line else (None, None, None)
    sides = (move.shown(value, changed.unit) for value in (move.old, move.new))
    return (
        changed.kind.value, changed.day, changed.reference, changed.title, changed.organisation_slug,
        changed.organisation_name, changed.organisation_kind.value, changed.strategy_number, *place,
        move.name, *(getattr(side, "value", side) for side in sides),
        changed.unit if "quantity" in move.name else None, changed.reason or None, changed.is_example,
    )  # fmt: skip
