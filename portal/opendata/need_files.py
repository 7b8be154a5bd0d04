"""The file of needs: what stands in it, and its rows, read in parts."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import aliased

from portal.catalogue.choices import asked_needs, asked_state
from portal.catalogue.queries import NOTHING, narrowed
from portal.commitments.need_balances import taken
from portal.core.disclosure import AtLeast, Shown
from portal.core.publishing import published
from portal.core.wording import _l
from portal.needs.models import Need
from portal.needs.queries import NeedFilter
from portal.needs.rules import Balance, NeedState, in_public, state_of
from portal.opendata.files import (
    EXAMPLE,
    KECAMATAN,
    MOMENT,
    PLACE,
    TEXT,
    WHOLE,
    DataFile,
)
from portal.opendata.parts import parts_of
from portal.places.models import Pocket, Region

QUANTITY = "number | <5 | >=n"
NEEDS = DataFile(
    "kebutuhan",
    _l("Kebutuhan"),
    _l("Satu baris per kebutuhan kantong kemiskinan: berapa dibutuhkan, dijanjikan, tersalur, dan terbuka."),
    (
        ("reference", TEXT, _l("Nomor kebutuhan")),
        ("title", TEXT, _l("Apa yang dibutuhkan")),
        ("strategy_number", WHOLE, _l("Nomor strategi 1–7")),
        ("pocket", TEXT, _l("Kantong, kata di alamat")),
        ("pocket_name", TEXT, _l("Nama kantong")),
        *PLACE,
        *KECAMATAN,
        ("year", WHOLE, _l("Untuk tahun")),
        ("priority", TEXT, _l("urgent, high, atau normal")),
        ("basis", TEXT, _l("Dasar: village_meeting (musdes), dtsen, fgd, atau survey")),
        ("basis_note", TEXT, _l("Nomor atau tanggal dasar")),
        ("state", TEXT, _l("open, pledged (dijanjikan seluruhnya), met (terpenuhi), atau closed (ditutup)")),
        ("unit", TEXT, _l("Satuan kuantitas")),
        ("needed", QUANTITY, _l("Dibutuhkan")),
        ("pledged", QUANTITY, _l("Dijanjikan; dari komitmen yang berakhir hanya yang tersalur")),
        ("delivered", QUANTITY, _l("Tersalur menurut laporan terverifikasi")),
        ("open", QUANTITY, _l("Masih terbuka: dibutuhkan dikurangi dijanjikan, tidak di bawah nol")),
        ("beyond", QUANTITY, _l("Dijanjikan melebihi kebutuhan")),
        ("rupiah", WHOLE, _l("Taksiran nilai dalam rupiah; kosong bila belum ditaksir")),
        ("rupiah_source", TEXT, _l("Sumber taksiran")),
        ("closing_reason", TEXT, _l("Alasan penutupan")),
        ("accepted_at", MOMENT, _l("Saat masuk katalog (UTC)")),
        ("updated_at", MOMENT, _l("Saat terakhir berubah (UTC)")),
        EXAMPLE,
    ),
    ("tahun", "strategi", "wilayah", "kantong", "prioritas", "status", "q"),
)  # fmt: skip


def needs() -> Iterator[Sequence[Any]]:
    """One row for each public need that this request asks for. Raises UnknownFilter at once."""
    return _rows(asked_needs(), asked_state())


def _rows(asked: NeedFilter, state: NeedState | None) -> Iterator[Sequence[Any]]:
    sums, above = taken(), aliased(Region)
    columns = (
        *(Need, Pocket.slug, Pocket.name, Region.code, Region.name, above.code, above.name),
        *(sums.c.pledged, sums.c.delivered),
    )
    statement = narrowed(asked, state, sums, public=True).with_only_columns(
        *columns, maintain_column_froms=True
    )
    joined = statement.outerjoin(above, above.code == Region.kecamatan_code).order_by(Need.id)
    for part in parts_of(joined):
        for need, *place, pledged, delivered in part:
            yield _row(need, place, Balance(need.quantity, pledged or NOTHING, delivered or NOTHING))


def need_count() -> ScalarSelect[int]:
    """How many rows the file has without filters, as a subquery."""
    return published(select(func.count(Need.id)).select_from(Need).join(Pocket)).scalar_subquery()


def _row(need: Need, place: Sequence[Any], balance: Balance) -> Sequence[Any]:
    shown = in_public(balance, need.unit)
    numbers = (shown.needed, shown.pledged, shown.delivered, shown.open, shown.beyond)
    return (
        *(need.reference, need.title, need.strategy_number, *place, need.year, need.priority, need.basis),
        *(need.basis_note, state_of(need.status, balance), need.unit, *map(_written, numbers)),
        *(need.rupiah, need.rupiah_source, need.reason, need.accepted_at, need.updated_at, need.is_example),
    )


def _written(number: Shown | Decimal) -> Any:
    return f">={number.least}" if isinstance(number, AtLeast) else number
