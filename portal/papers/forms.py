"""What is asked when a signed paper is kept."""

from portal.core.wording import _l
from portal.files.rules import ANYTHING
from portal.papers.rules import ScanRole
from portal.web.fields import Choice
from portal.web.forms import BaseForm, CreateForm
from portal.web.uploads import Upload


class ScanForm(CreateForm):
    """A file of the meeting, and what it is."""

    role = Choice(_l("Jenis berkas"), ScanRole, _l("Pilih jenis berkas"))
    document = Upload(_l("Berkas"), ANYTHING, _l("Pilih berkas yang akan disimpan"))


class RemoveForm(BaseForm):
    """Asks nothing but to go on."""
