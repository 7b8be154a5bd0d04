"""What an open data file is: its columns with their types, and the filters that it takes."""

from dataclasses import dataclass

from portal.core.wording import LazyString, _l

TEXT, WHOLE, NUMBER, DAY, MOMENT, YES = "string", "integer", "number", "date", "datetime", "boolean"
COUNT = "integer | <5 | >=n"
ALL_FILTERS = (
    "tahun", "strategi", "wilayah", "lingkup", "kantong", "jenis", "mitra", "status", "sumber", "q",
)  # fmt: skip
EXAMPLE = ("is_example", YES, _l("true untuk data contoh, yang bukan data sebenarnya"))
PLACE = (
    ("region_code", TEXT, _l("Kode wilayah Kemendagri")),
    ("region_name", TEXT, _l("Nama wilayah")),
)
KECAMATAN = (
    ("kecamatan_code", TEXT, _l("Kode kecamatan; kosong untuk seluruh kabupaten")),
    ("kecamatan_name", TEXT, _l("Nama kecamatan")),
)
Column = tuple[str, str, str | LazyString]


@dataclass(frozen=True)
class DataFile:
    """One file: its word in addresses, what it is, its columns with types, the filters that it takes."""

    slug: str
    title: LazyString
    about: LazyString
    columns: tuple[Column, ...]
    filters: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("csv",)

    @property
    def header(self) -> list[str]:
        return [name for name, _type, _about in self.columns]
