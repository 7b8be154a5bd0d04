"""How long the lists of partners and of pockets would be under each answer of their filters."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Select, and_, case, func, not_, select

from portal.core.answers import Counts, counts_by_answer
from portal.core.database import db
from portal.core.publishing import published
from portal.organisations.models import Organisation
from portal.organisations.rules import OrganisationKind
from portal.places.models import Pocket, Region
from portal.places.rules import PocketStatus
from portal.public import partners, pockets
from portal.public.partners import PartnerFilter
from portal.public.pockets import PocketFilter, PublicPocketStatus
from portal.public.served import is_served
from portal.tallies.queries import are_kept

KECAMATAN = len("12.05.07")
NAMES = ("wilayah", "status")
Groups = Sequence[tuple[tuple[str, str], Sequence[int]]]


def partner_counts(wanted: PartnerFilter) -> Counts:
    """By kind: a partner is of one, but works under several strategies and in several places."""
    kind, others = Organisation.kind, partners.conditions(replace(wanted, kind=None), are_kept())
    read = published(select(kind, func.count()))
    rows = db.session.execute(read.where(Organisation.merged_into_id.is_(None), *others).group_by(kind))
    return {"jenis": {OrganisationKind.of(each).slug: number for each, number in rows}}


def pocket_counts(wanted: PocketFilter, delivering: Sequence[int]) -> Counts:
    """By kecamatan, state and strategy without a partner; a place that is no kecamatan narrows all."""
    by_kecamatan = wanted.region is None or len(wanted.region.key) == KECAMATAN
    others = replace(wanted, status=None, gap=None, region=None if by_kecamatan else wanted.region)
    waits = sorted({*delivering, *([wanted.gap] if wanted.gap else [])})
    groups, asked = _groups(others, waits), _asked(wanted, by_kecamatan)
    shown = 1 + waits.index(wanted.gap) if wanted.gap else 0
    counts = counts_by_answer(NAMES, [(words, numbers[shown]) for words, numbers in groups], asked)
    named = ((dict(zip(NAMES, words, strict=True)), numbers) for words, numbers in groups)
    here = [numbers for words, numbers in named if asked.items() <= words.items()]
    counts["celah"] = {str(each): sum(n[at] for n in here) for at, each in enumerate(waits, 1)}
    return counts if by_kecamatan else {name: found for name, found in counts.items() if name != "wilayah"}


def _asked(wanted: PocketFilter, by_kecamatan: bool) -> dict[str, str]:
    place = {"wilayah": wanted.region.slug} if wanted.region and by_kecamatan else {}
    return place | ({"status": wanted.status.slug} if wanted.status else {})


def _groups(wanted: PocketFilter, delivering: Sequence[int]) -> Groups:
    """(Kecamatan, state) with how many pockets, and how many wait under each strategy: one question."""
    keys, active = (Region.kecamatan_code, Pocket.status), Pocket.status == PocketStatus.ACTIVE
    waits = [func.sum(case((and_(active, not_(is_served(each))), 1), else_=0)) for each in delivering]
    read: Select[*tuple[Any, ...]] = select(*keys, func.count(), *waits)
    read = published(read.join(Region, Region.code == Pocket.region_code)).where(*pockets.conditions(wanted))
    rows = db.session.execute(read.group_by(*keys))
    return [((row[0] or "", PublicPocketStatus.of(row[1].value).slug), row[2:]) for row in rows]
