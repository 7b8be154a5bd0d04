"""Words of an address made from a name."""

from slugify import slugify


def slug_of(name: str) -> str:
    """Lower-case words joined by hyphens, at most 80 letters; "tanpa-nama" where nothing is left."""
    return slugify(name, max_length=80, word_boundary=True) or "tanpa-nama"
