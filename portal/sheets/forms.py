"""What is asked before a sheet is made or revoked."""

from portal.confirmations.forms import PressedForm
from portal.core.wording import _l
from portal.sheets.rules import FEWEST_CODES, MOST_CODES, USUAL_CODES, Lifetime
from portal.web.fields import Choice, Count
from portal.web.forms import CreateForm


class BatchForm(CreateForm):
    """How many codes, and for how long."""

    size = Count(
        _l("Jumlah kode"),
        _l("Isi jumlah kode"),
        default=USUAL_CODES,
        description=_l(
            "Satu kode untuk satu keluarga, %(least)d sampai %(most)d.", least=FEWEST_CODES, most=MOST_CODES
        ),
    )
    lifetime = Choice(_l("Berlaku selama"), Lifetime, _l("Pilih masa berlaku"), default=Lifetime.QUARTER)


class RevokeForm(PressedForm):
    """Asks nothing but to go on."""
