"""Addresses that the public pages put into their rows."""

from collections.abc import Iterable

from flask import url_for

from portal.commitments.rows import CommitmentRow


def linked(rows: Iterable[CommitmentRow]) -> list[CommitmentRow]:
    """The same commitments, each leading to its public page."""
    return [row.at(url_for("public.commitment", reference=row.reference)) for row in rows]


def pledge_path(reference: str) -> str:
    """The path that is printed on paper: the same for ever, without a language."""
    return f"/komitmen/{reference}"


def fgd_path(reference: str) -> str:
    """The same for an FGD."""
    return f"/fgd/{reference}"
