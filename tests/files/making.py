"""Files of every kind, good ones and ones made to hurt."""

import gzip
import struct
import zlib
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

from PIL import Image
from werkzeug.datastructures import FileStorage

from portal.files.rules import FileKind

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SCRIPT = b"<script>alert(document.cookie)</script>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><html><body>" + SCRIPT + b"</body></html>"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"


def upload(data: bytes, name: str) -> FileStorage:
    """What a form hands over."""
    return FileStorage(BytesIO(data), filename=name)


def picture(
    form: str = "JPEG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **options: object
) -> bytes:
    """A picture, its left half red."""
    image = Image.new(mode, size, "white" if mode in ("RGB", "RGBA") else 255)
    image.paste("red" if mode in ("RGB", "RGBA") else 0, (0, 0, size[0] // 2, size[1]))
    out = BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def photo_with_place() -> bytes:
    """A photo lying on its side, with GPS, a camera and a comment."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by a quarter
    exif[0x010F] = "KAMERA-RAHASIA"
    exif.get_ifd(0x8825).update({1: "N", 2: (3.0, 45.0, 0.0), 3: "E", 4: (98.0, 27.0, 0.0)})
    return picture(exif=exif.tobytes(), comment=b"catatan-rahasia")


def bomb_of_pixels() -> bytes:
    """A PNG of a few bytes that claims 40,000 x 40,000 pixels."""
    head = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    parts = (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(b"\0" * 1000)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def wide_bomb() -> bytes:
    """A PNG of less than a megabyte whose 30,000 x 30,000 pixels are really there, packed."""
    row = zlib.compressobj(1)
    packed = b"".join(row.compress(b"\0" * 3751) for _ in range(30_000)) + row.flush()
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    parts = (_chunk(b"IHDR", head), _chunk(b"IDAT", packed), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def moving(form: str) -> bytes:
    """A picture that moves, with a secret in its second frame."""
    first, second = Image.new("RGB", (40, 20), "red"), Image.new("RGB", (40, 20), "blue")
    out = BytesIO()
    first.save(out, form, save_all=True, append_images=[second], duration=100)
    return out.getvalue()


def deep_grey() -> bytes:
    """A PNG of 16 bits: its left half dark, its right half middle grey."""
    row = struct.pack("<H", 2_000) * 20 + struct.pack("<H", 32_768) * 20
    image = Image.frombytes("I;16", (40, 20), row * 20)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def office(
    main_part: str = "word/document.xml",
    media_type: str = DOCX_TYPE,
    extra: dict[str, bytes] | None = None,
    packed: int = ZIP_DEFLATED,
) -> bytes:
    """A small office document, perhaps with something more inside."""
    out = BytesIO()
    types = f'<Types><Override PartName="/{main_part}" ContentType="{media_type}"/></Types>'
    with ZipFile(out, "w", packed) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr(main_part, "<w:document/>")
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def plain_zip(**parts: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def locked_office() -> bytes:
    """An office document that says its parts are encrypted."""
    data = bytearray(office())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


GIF_SCRIPT = b"GIF89a=1;alert(document.domain);//" + b"\0" * 40
PHP = b"<?php system($_GET['c']); ?>"
EXECUTABLE = b"MZ\x90\x00" + b"\0" * 200
REFUSED = {
    "nothing in it": ("surat.pdf", b""),
    "a vector picture with a script": ("gambar.svg", SVG),
    "a vector picture called png": ("gambar.png", SVG),
    "a page": ("halaman.html", HTML),
    "a page called jpg": ("foto.jpg", HTML),
    "a page called pdf": ("surat.pdf", HTML),
    "a page called docx": ("surat.docx", HTML),
    "a page with a second extension": ("foto.jpg.html", picture()),
    "a program": ("alat.exe", EXECUTABLE),
    "a program called pdf": ("surat.pdf", EXECUTABLE),
    "a program whose name runs backwards": ("surat\u202efdp.exe", PDF),
    "no extension": ("surat", PDF),
    "only an extension": (".pdf.", b""),
    "a GIF": ("gambar.gif", b"GIF89a" + b"\0" * 40),
    "a GIF that is a script": ("gambar.gif", GIF_SCRIPT),
    "a GIF that is a script, called png": ("gambar.png", GIF_SCRIPT),
    "a packed vector picture": ("gambar.svgz", gzip.compress(SVG)),
    "a PDF that is a zip too": ("surat.pdf", PDF + plain_zip(rahasia=b"x")),
    "a zip that is a PDF too": ("surat.docx", PDF + office()),
    "a picture without pixels": (
        "foto.png",
        picture("PNG", (1, 1)).replace(b"IHDR\0\0\0\1", b"IHDR\0\0\0\0"),
    ),
    "a bomb of real pixels": ("foto.png", wide_bomb()),
    "a photo of the wrong half": ("foto.jpg", picture(size=(400, 400))[500:]),
    "a PNG called jpg": ("foto.jpg", picture("PNG")),
    "a JPEG called png": ("foto.png", picture()),
    "a PDF called jpg": ("foto.jpg", PDF),
    "a JPEG called pdf": ("surat.pdf", picture()),
    "a page before the PDF": ("surat.pdf", HTML + PDF),
    "half a PDF": ("surat.pdf", PDF[:20]),
    "half a JPEG": ("foto.jpg", picture(size=(400, 400))[:500]),
    "half a PNG": ("foto.png", picture("PNG", (400, 400))[:200]),
    "half a WebP": ("foto.webp", picture("WEBP", (400, 400))[:100]),
    "three bytes of a JPEG": ("foto.jpg", b"\xff\xd8\xff"),
    "a bomb of pixels": ("foto.png", bomb_of_pixels()),
    "half a Word document": ("surat.docx", office()[:100]),
    "a zip called docx": ("surat.docx", plain_zip(rahasia=b"x")),
    "a Word document called xlsx": ("tabel.xlsx", office()),
    "a Word document with macros": ("surat.docx", office(media_type=MACRO_TYPE)),
    "macros hidden inside": ("surat.docx", office(extra={"word/vbaProject.bin": b"x"})),
    "a bomb of zeros": ("surat.docx", office(extra={"word/media/a.bin": b"\0" * 20_000_000})),
    "too many parts": ("surat.docx", office(extra={f"word/{n}.xml": b"" for n in range(2100)})),
    "a part outside": ("surat.docx", office(extra={"../../etc/cron.d/x": b"x"})),
    "a part from the root": ("surat.docx", office(extra={"/etc/passwd": b"x"})),
    "parts under lock": ("surat.docx", locked_office()),
    "an odd packing": ("surat.docx", office(packed=ZIP_BZIP2)),
    "something before the zip": ("surat.docx", HTML + office()),
}
TAKEN = {
    "a PDF": ("Surat Undangan.pdf", PDF, "application/pdf"),
    "a JPEG": ("foto.JPEG", picture(), "image/jpeg"),
    "a JPEG of a printer": ("foto.jpg", picture(mode="CMYK", size=(9, 9)), "image/jpeg"),
    "a grey JPEG": ("foto.jpg", picture(mode="L"), "image/jpeg"),
    "a PNG": ("bagan.png", picture("PNG", mode="RGBA"), "image/png"),
    "a PNG of one bit": ("bagan.png", picture("PNG", mode="1"), "image/png"),
    "a PNG of 16 bits": ("bagan.png", deep_grey(), "image/png"),
    "a PNG that moves": ("foto.png", moving("PNG"), "image/png"),
    "a WebP that moves": ("foto.webp", moving("WEBP"), "image/webp"),
    "a photo of one endless line": ("foto.png", picture("PNG", (60_000, 1), "L"), "image/png"),
    "a photo with a second extension": ("foto.php.jpg", picture() + PHP, "image/jpeg"),
    "a WebP": ("foto.webp", picture("WEBP"), "image/webp"),
    "a Word document": (
        "notula.docx",
        office(),
        FileKind.DOCX.value,
    ),
    "a spreadsheet": (
        "daftar.xlsx",
        office("xl/workbook.xml", XLSX_TYPE),
        FileKind.XLSX.value,
    ),
}
NAMES = {
    "../../etc/passwd.pdf": "passwd.pdf",
    "C:\\Users\\siti\\surat.pdf": "surat.pdf",
    "surat.pdf\r\nSet-Cookie: a=b.pdf": "surat.pdfSet-Cookie_ a=b.pdf",
    "surat\u202efdp.exe": "suratfdp.exe",
    "surat\u202eexe.pdf": "suratexe.pdf",
    "su\u200brat\ufeff.PDF": "surat.pdf",
    '<img src=x onerror="a">.pdf': "_img src=x onerror=_a__.pdf",
    "nul\x00.pdf": "nul.pdf",
    "...pdf": "pdf",
    ".htaccess": "htaccess",
    "": "berkas",
    "Notulen Rapat Koordinasi – Đặng.pdf": "Notulen Rapat Koordinasi – Đặng.pdf",
    "e\u0301.pdf": "é.pdf",
    "foto.pdf\x00.jpg": "foto.pdf.jpg",
    "..\\..\\autorun.inf.pdf": "autorun.inf.pdf",
    "CON .pdf": "CON.pdf",
    "KTP 1207 0341 0580 0001 Siti.pdf": "KTP x Siti.pdf",
    "20261124_101530.jpg": "20261124_101530.jpg",
    "a" * 400 + ".pdf": "a" * 116 + ".pdf",
    'a";filename="b.exe.pdf': "a__filename=_b.exe.pdf",
}
