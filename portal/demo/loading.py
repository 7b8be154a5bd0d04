"""Puts the example data into the register, with the history it would have had."""

import random
from datetime import timedelta
from decimal import Decimal

from sqlalchemy import func, select

from portal.accounts.models import OfficeRole, User
from portal.accounts.passwords import hash_password
from portal.accounts.rules import Language, OfficeRoleName
from portal.audit.actions import Deed, record, record_all
from portal.core import clock
from portal.core.database import db
from portal.demo import (
    cast,
    delivery,
    delivery_changes,
    evidence,
    meetings,
    needs,
    notices,
    pledging,
    voices,
)
from portal.demo.crowding import crowd
from portal.demo.moments import Partners, morning
from portal.demo.story import SEED, Teller
from portal.organisations.models import FocusStrategy, Membership, Organisation, WorkArea
from portal.organisations.rules import MemberRole, OrganisationKind, OrganisationStatus
from portal.places.models import Pocket, PocketFigure, Region
from portal.places.rules import VILLAGE_LEVELS, PocketStatus
from portal.web.slugs import slug_of

POCKETS_PER_KECAMATAN = (3, 4, 5, 5, 6, 6, 7, 7)


def is_loaded() -> bool:
    """Whether example data stands in the register."""
    return bool(db.session.scalar(select(func.count(User.id)).where(User.is_example)))


def load(password: str) -> None:
    """Accounts, partners, pockets and commitments; the same on the same day everywhere."""
    pick = random.Random(SEED)  # noqa: S311 - example data, not secrets
    users = _accounts(password)
    partners = _partners(users, pick)
    _waiting_applicants(users)
    pockets = _pockets(users["verifikator"], pick)
    kecamatan = sorted(db.session.scalars(select(Region.code).where(Region.level == "kecamatan")))
    teller = Teller(
        clock.today(), kecamatan, [p.region_code for p in pockets], {k: len(v) for k, v in partners.items()}
    )
    verifier = users["verifikator"]
    pledges = crowd(teller.pledges(), clock.today())
    told = [pledging.register(pledge, partners, pockets, verifier) for pledge in pledges]
    record_all(sorted((deed for each in told for deed in each.deeds), key=lambda deed: deed.at))
    told += meetings.tell(users, partners, pockets)
    _deliver(told, partners, pockets, users)


def _deliver(
    told: list[pledging.Registered], partners: Partners, pockets: list[Pocket], users: dict[str, User]
) -> None:
    """What became of the commitments, what people said of it, and who was told."""
    before = notices.mark()
    deliveries, verifier = delivery.deliveries_of(told), users["verifikator"]
    reports = delivery.deliver(deliveries, verifier)
    evidence.illustrate(reports, verifier)
    delivery_changes.change(deliveries, pockets, verifier)
    voices.speak(deliveries, pockets, partners[OrganisationKind.COMMUNITY][0], verifier)
    needs.tell(told, partners, pockets, verifier)
    notices.tell(users.values(), reports, before)


def _accounts(password: str) -> dict[str, User]:
    kept = hash_password(password)
    began = morning(clock.today() - timedelta(days=1200))
    users = {}
    for word, name, role in cast.ACCOUNTS:
        user = User(
            email=f"{word}@contoh.id",
            name=name,
            password_hash=kept,
            language=Language.INDONESIAN,
            email_confirmed_at=began,
            created_at=began,
            is_example=True,
        )
        if not isinstance(role, OrganisationKind):
            user.office_roles = [OfficeRole(role=OfficeRoleName.of(role))]
        users[word] = user
    db.session.add_all(users.values())
    db.session.flush()
    return users


def _partners(users: dict[str, User], pick: random.Random) -> Partners:
    partners: Partners = {}
    for kind, names in cast.NAMES.items():
        partners[kind] = [_partner(name, kind, pick) for name in names]
    record_all(
        deed for row in partners.values() for each in row for deed in _vetting(each, users["verifikator"])
    )
    accounts = {role: users[word] for word, _name, role in cast.ACCOUNTS}
    for kind, organisations in partners.items():
        for number, organisation in enumerate(organisations):
            person = accounts.get(kind) if number == 0 else None
            _join(person or _person_of(organisation), organisation, MemberRole.MANAGER)
    return partners


def _person_of(organisation: Organisation) -> User:
    """Somebody who works there and never signs in: invited, but no password and no address that is mailed."""
    person = User(
        email=organisation.contact_email,
        name=f"Pengelola {organisation.name}",
        created_at=organisation.applied_at,
        is_example=True,
    )
    db.session.add(person)
    db.session.flush()
    return person


def _partner(name: str, kind: OrganisationKind, pick: random.Random) -> Organisation:
    day = clock.today() - timedelta(days=pick.randint(1080, 1150))
    with clock.at(morning(day)):
        organisation = _organisation(name, kind, OrganisationStatus.VERIFIED)
        organisation.decided_at = morning(day + timedelta(days=2))
        numbers = sorted(pick.sample(range(1, 8), pick.randint(1, 3)))
        organisation.focus = [FocusStrategy(strategy_number=number) for number in numbers]
        codes = sorted(pick.sample(range(1, 24), pick.randint(1, 4)))
        organisation.areas = [WorkArea(region_code=f"12.05.{code:02d}") for code in codes]
        db.session.add(organisation)
        db.session.flush()
    return organisation


def _vetting(organisation: Organisation, verifier: User) -> list[Deed]:
    registered, decided = organisation.applied_at, organisation.decided_at or organisation.applied_at
    return [
        Deed(registered, "organisation.register", organisation, None),
        Deed(decided, "organisation.approve", organisation, verifier),
    ]


def _organisation(name: str, kind: OrganisationKind, status: OrganisationStatus) -> Organisation:
    about = "Lembaga rekaan untuk data contoh."
    return Organisation(
        slug=slug_of(name),
        name=name,
        kind=kind,
        status=status,
        about=about,
        about_html=f"<p>{about}</p>",
        contact_name="Narahubung Contoh",
        contact_position="Narahubung",
        contact_email=f"{slug_of(name)}@contoh.id",
        contact_phone="0800000000",
        applied_at=clock.now(),
        is_example=True,
    )


def _join(user: User, organisation: Organisation, role: MemberRole) -> None:
    db.session.add(Membership(user_id=user.id, organisation_id=organisation.id, role=role))
    db.session.flush()


def _waiting_applicants(users: dict[str, User]) -> None:
    """Two partners that wait, one that was asked for more, one that was turned down."""
    for name, kind, status, reason, age in cast.WAITING:
        with clock.at(morning(clock.today() - timedelta(days=age))):
            organisation = _organisation(name, kind, status)
            organisation.reason = reason
            db.session.add(organisation)
            record("organisation.register", organisation, by=None)
            if reason:
                verb = "return" if status is OrganisationStatus.RETURNED else "reject"
                record(f"organisation.{verb}", organisation, by=users["verifikator"], reason=reason)


def _pockets(verifier: User, pick: random.Random) -> list[Pocket]:
    villages = db.session.scalars(
        select(Region).where(Region.level.in_(VILLAGE_LEVELS)).order_by(Region.code)
    ).all()
    by_kecamatan: dict[str, list[Region]] = {}
    for village in villages:
        by_kecamatan.setdefault(village.kecamatan_code or "", []).append(village)
    pockets: list[Pocket] = []
    for _code, here in sorted(by_kecamatan.items()):
        for village in pick.sample(here, min(len(here), pick.choice(POCKETS_PER_KECAMATAN))):
            pockets.append(_pocket(village, len(pockets), pick))
    db.session.add_all(pockets)
    record_all(Deed(pocket.created_at, "pocket.create", pocket, verifier) for pocket in pockets)
    return pockets


def _pocket(village: Region, number: int, pick: random.Random) -> Pocket:
    hamlet, word = pick.choice(cast.HAMLETS), pick.choice(cast.POCKET_WORDS)
    day = clock.today() - timedelta(days=pick.randint(1040, 1070))
    pocket = Pocket(
        slug=slug_of(f"{hamlet} {word} {village.name} {number + 1}"),
        name=f"{hamlet} {word}",
        region_code=village.code,
        hamlets=hamlet,
        decision=f"Keputusan contoh {number + 1:03d}/CONTOH/{day.year}",
        decided_on=day,
        is_example=True,
        status=PocketStatus.LIFTED if number % 31 == 30 else PocketStatus.ACTIVE,
        created_at=morning(day),
        updated_at=morning(day),
    )
    pocket.figures = _figures(day.year, pick)
    return pocket


def _figures(year: int, pick: random.Random) -> list[PocketFigure]:
    households = pick.choice((4, 22, 38, 54, 71, 96, 120))
    figures = []
    for step in range(3):
        now = max(3, households - step * pick.randint(0, households // 8 + 1))
        values = {
            "poor_households": now,
            "poor_people": now * 4,
            "uninhabitable_houses": now // 3,
            "stunted_children": now // 12,
        }
        figures += [
            PocketFigure(
                indicator_code=code,
                year=year + step,
                value=Decimal(value),
                source="Data contoh, bukan hasil pendataan",
            )
            for code, value in values.items()
        ]
    return figures
