"""Reads papers back: what a person who opens the PDF can select and copy."""

import re
from io import BytesIO

from pypdf import PdfReader


def reader(pdf: bytes) -> PdfReader:
    assert pdf.startswith(b"%PDF-")
    return PdfReader(BytesIO(pdf))


def pages(pdf: bytes) -> list[str]:
    """The text of each page, white space folded; break points inside long words are left out."""
    texts = (page.extract_text().replace("\u200b", "") for page in reader(pdf).pages)
    return [re.sub(r"\s+", " ", text) for text in texts]


def words(pdf: bytes) -> str:
    """The text of all pages."""
    return " ".join(pages(pdf))


def squeezed(text: str) -> str:
    """A text without its white space: lines end elsewhere on paper."""
    return re.sub(r"\s+", "", text)


NAUGHTY = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "{{7*7}} ${7*7} #{7*7} <%= 7*7 %>",
    "#set text(size: 90pt)",
    '#import "/etc/passwd": *',
    '#read("/etc/passwd")',
    "#panic() #eval(sys.inputs.data) #{ while true {} }",
    '") #pagebreak() ("',
    "$ integral_0^1 x dif x $ @nobody <label>",
    "\\ \\u{0041} \\# \\* ~ -- --- ... 'satu' \"dua\"",
    "// bukan komentar /* juga bukan */",
    "= Bukan judul",
    "- bukan daftar",
    "https://contoh.id/" + "a" * 200,
    "'; DROP TABLE meetings;--",
    '=HYPERLINK("http://jahat.example")',
    "%s %d %(name)s {0} {name}",
    "../../../../etc/passwd",
    "efisiensi afiliasi fluktuasi office waffle sufiks",
    "ÄÖÜ ß é ñ đ Ł ż ő – — … “q” ‘q’ €",
    "Ελληνικά Кириллица עברית",
    "x" * 500,
    "NULL undefined None true false NaN",
    "C:\\Users\\siti && rm -rf / | `id` $(id)",
    "\r\nSet-Cookie: a=b",
]
