"""What the office may say of an item, and the orders of the list. Pure. Its states: minutes/rules.py."""

from portal.core.wording import Word, _l


class ItemDecision(Word):
    """What the office says about an item that was reported as done."""

    VERIFY = "verify", "benar", _l("Benar selesai")
    REOPEN = "reopen", "buka-lagi", _l("Belum selesai, buka lagi")


class ItemSort(Word):
    """The orders of the list of action items; in each the overdue come first."""

    ORGANISATION = "organisation", "mitra", _l("Mitra")
    DUE = "due", "tenggat", _l("Tenggat terdekat")
    MEETING = "meeting", "fgd", _l("FGD terbaru")
