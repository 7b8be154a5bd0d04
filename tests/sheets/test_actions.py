"""Sheets of codes: who makes them, how they are kept, what is counted of them."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.confirmations.models import ConfirmationCode
from portal.core.database import db
from portal.core.errors import Refused
from portal.sheets.actions import make_batch
from portal.sheets.queries import batches_of
from portal.sheets.rules import Lifetime
from tests.confirmations.support import a_place_with_delivery, a_sheet, did, says
from tests.factories import a_pocket, a_user, a_verifier


def test_codes_are_kept_as_hashes_only(site: Flask) -> None:
    made = a_sheet(a_pocket())
    kept = set(db.session.scalars(select(ConfirmationCode.code_hash)))
    assert len(kept) == 10 and not kept & set(made.codes)


def test_sheets_count_what_was_used(site: Flask) -> None:
    pocket, commitment = a_place_with_delivery()
    says(a_sheet(pocket).codes[3], commitment)
    assert [(row.used, row.unused) for row in batches_of(pocket)] == [(1, 9)]


def test_only_who_works_on_pockets_makes_a_sheet_of_a_sensible_size(site: Flask) -> None:
    pocket = a_pocket()
    for by, size in ((a_user(), 40), (a_verifier(), 9), (a_verifier(), 201)):
        with pytest.raises(Refused):
            did(make_batch, pocket, by=by, size=size, lifetime=Lifetime.MONTH)
