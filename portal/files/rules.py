"""Which files are taken, and how they are told apart by what is in them. Pure."""

import re
import unicodedata
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo, is_zipfile

from portal.core.values import hide_possible_nik
from portal.core.wording import LazyString, Word, _l

MOST_BYTES = 10 * 1024 * 1024  # as web/uploads.py lets through
MOST_PARTS = 2000  # files inside an office document
MOST_INFLATED = 100 * 1024 * 1024
MOST_RATIO = 100  # how many times bigger an office document may be than its packed form
LONGEST_NAME = 120
TAIL = 2048  # a PDF ends with %%EOF; scanners put a little behind it
SIGNS_OF_ZIP = b"PK\x03\x04"
CONTENT_TYPES = "[Content_Types].xml"
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]")
_RESERVED = re.compile(r'[<>:"|?*%;]')


class FileKind(Word):
    """A kind of file; `slug` is its extension."""

    PDF = "application/pdf", "pdf", _l("PDF")
    JPEG = "image/jpeg", "jpg", _l("JPG")
    PNG = "image/png", "png", _l("PNG")
    WEBP = "image/webp", "webp", _l("WebP")
    DOCX = (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "docx",
        _l("Word (docx)"),
    )
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", _l("Excel (xlsx)")


K = FileKind
PICTURES = (K.JPEG, K.PNG, K.WEBP)
SCANS = (K.PDF, *PICTURES)
DOCUMENTS = (K.PDF, K.DOCX, K.XLSX)
ANYTHING = (*DOCUMENTS, *PICTURES)
OTHER_EXTENSIONS = {"jpeg": K.JPEG, "jpe": K.JPEG}
MAIN_PARTS = {K.DOCX: ("word/document.xml", K.DOCX.value), K.XLSX: ("xl/workbook.xml", K.XLSX.value)}

EMPTY = _l("Berkas ini kosong")
TOO_BIG = _l("Berkas ini lebih besar dari 10 MB. Perkecil, lalu unggah lagi")
OTHER_CONTENT = _l("Isi berkas ini tidak sesuai dengan akhiran namanya")
DAMAGED = _l("Berkas ini rusak atau terpotong. Simpan ulang, lalu unggah lagi")
TOO_PACKED = _l("Berkas ini tidak bisa diperiksa dengan aman. Simpan ulang, lalu unggah lagi")


class NotTaken(ValueError):
    """A file is refused; `reason` is one sentence for the person who chose it."""

    def __init__(self, reason: str | LazyString) -> None:
        super().__init__("file not taken")
        self.reason = reason


def clean_name(name: str | None) -> str:
    """A file name safe to show and to save under: no folders, unseen or direction-changing letters, NIK."""
    text = unicodedata.normalize("NFC", name or "").replace("\\", "/").rpartition("/")[2]
    text = hide_possible_nik(_RESERVED.sub("_", _UNSEEN.sub("", text)))
    stem, dot, extension = " ".join(text.split()).strip(". ").rpartition(".")
    if not dot:
        stem, extension = extension, ""
    stem = stem[: LONGEST_NAME - len(extension[:10]) - 1].strip(". ") or "berkas"
    return f"{stem}.{extension[:10].lower()}" if extension else stem


def kind_of_name(name: str) -> FileKind | None:
    """The kind that a name's last extension promises."""
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    return OTHER_EXTENSIONS.get(extension) or FileKind.from_slug(extension)


def check_content(kind: FileKind, data: bytes) -> None:
    """Raises NotTaken unless the content is what the kind promises (pictures: their first bytes)."""
    if not data:
        raise NotTaken(EMPTY)
    if len(data) > MOST_BYTES:
        raise NotTaken(TOO_BIG)
    if not _begins_as(kind, data):
        raise NotTaken(OTHER_CONTENT)
    if kind is K.PDF and b"%%EOF" not in data[-TAIL:]:
        raise NotTaken(DAMAGED)
    if kind is K.PDF and is_zipfile(BytesIO(data)):
        raise NotTaken(OTHER_CONTENT)  # two files in one: what is checked is not what somebody opens
    if kind in MAIN_PARTS:
        _check_office_document(kind, data)


def _begins_as(kind: FileKind, data: bytes) -> bool:
    return {
        K.PDF: re.match(rb"%PDF-[12]\.\d", data) is not None,
        K.JPEG: data.startswith(b"\xff\xd8\xff"),
        K.PNG: data.startswith(b"\x89PNG\r\n\x1a\n"),
        K.WEBP: data[:4] == b"RIFF" and data[8:12] == b"WEBP",
    }.get(kind, data.startswith(SIGNS_OF_ZIP))


def _check_office_document(kind: FileKind, data: bytes) -> None:
    """By the directory of the zip alone: nothing is unpacked but the small list of content types."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_parts(parts, len(data))
            names = {part.filename for part in parts}
            main_part, media_type = MAIN_PARTS[kind]
            if not {CONTENT_TYPES, main_part} <= names or any("vbaProject" in name for name in names):
                raise NotTaken(OTHER_CONTENT)
            with archive.open(CONTENT_TYPES) as types:
                told = types.read(200_000)
    # zipfile raises NotImplementedError for a compression it does not know, RuntimeError for a locked part
    except (BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        if isinstance(error, NotTaken):
            raise
        raise NotTaken(DAMAGED) from error
    if f"{media_type}.main+xml".encode() not in told:
        raise NotTaken(OTHER_CONTENT)


def _check_parts(parts: list[ZipInfo], size: int) -> None:
    """Bombs: too many, too big, packed too tightly, overlapping, twice, elsewhere, locked or oddly packed."""
    inflated = sum(part.file_size for part in parts)
    names = [part.filename for part in parts]
    faults = (
        len(parts) > MOST_PARTS,
        inflated > min(MOST_INFLATED, size * MOST_RATIO),
        sum(part.compress_size for part in parts) > size,
        len(set(names)) != len(names),
        any(name.startswith("/") or "\\" in name or ".." in name.split("/") for name in names),
        any(part.flag_bits & 0x1 for part in parts),
        any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts),
    )
    if any(faults):
        raise NotTaken(TOO_PACKED)
