"""How files travel in pieces, and how much may be under way. Pure.

The protocol is a small one after tus 1.0 and the IETF draft "Resumable Uploads for HTTP": POST names a file
and gets an id; HEAD tells how far it came; PATCH brings the next piece with its offset and its digest (RFC
9530); DELETE calls it off; a last POST lets it be checked.
"""

import base64
import re
from binascii import Error
from datetime import timedelta
from hashlib import sha256

from portal.core.wording import LazyString, _l

PIECE = 256 * 1024  # what a browser sends at once
LEAST_PIECE, MOST_PIECE = 64 * 1024, 512 * 1024  # the last one may be shorter
MOST_OPEN = 20  # uploads of one person that no form has taken yet
MOST_OPEN_BYTES = 100 * 1024 * 1024  # of one person
MOST_BYTES_OF_ALL = 2 * 1024 * 1024 * 1024
LIFE = timedelta(days=1)
ID = re.compile(r"[\w-]{32}", re.ASCII)
SHA256 = re.compile(r"[0-9a-f]{64}")

TOO_MANY = _l(
    "Sudah ada %(most)d unggahan yang belum dipakai. Kirim formulirnya, atau batalkan.", most=MOST_OPEN
)
TOO_MUCH = _l("Unggahan yang belum dipakai sudah 100 MB. Kirim formulirnya, atau batalkan.")
NO_ROOM = _l("Terlalu banyak berkas sedang diunggah. Coba lagi nanti.")
OTHER_OFFSET = _l("Bagian ini tidak menyambung dengan yang sudah diterima.")
DAMAGED_PIECE = _l("Bagian ini rusak di perjalanan. Kirim ulang.")
ODD_PIECE = _l("Ukuran bagian ini tidak sesuai.")
NOT_WHOLE = _l("Berkas ini belum diterima seluruhnya.")
OTHER_FILE = _l("Berkas yang diterima berbeda dari yang dikirim. Unggah lagi.")
GONE = _l("Unggahan ini sudah dipakai, dibatalkan, atau kedaluwarsa. Pilih berkasnya lagi.")


def room_for(size: int, own: tuple[int, int], all_bytes: int) -> LazyString | None:
    """Why a file of this size may not be begun, or None. `own`: number and bytes of the person's uploads."""
    number, total = own
    if number >= MOST_OPEN:
        return TOO_MANY
    if total + size > MOST_OPEN_BYTES:
        return TOO_MUCH
    return NO_ROOM if all_bytes + size > MOST_BYTES_OF_ALL else None


def fits(offset: int, length: int, size: int) -> bool:
    """Whether a piece of this length may stand here: pieces have a least size, so that a file has few."""
    last = offset + length == size
    return 0 < length <= MOST_PIECE and offset + length <= size and (last or length >= LEAST_PIECE)


def is_digest_of(header: str, data: bytes) -> bool:
    """Whether a Content-Digest header ("sha-256=:…:") is that of the data."""
    found = re.search(r"sha-256=:([A-Za-z0-9+/=]{44}):", header)
    try:
        return found is not None and base64.b64decode(found[1], validate=True) == sha256(data).digest()
    except Error:
        return False
