"""Partners and their people as the pages of this room, and of the rooms above it, read them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import String, case, cast, func, select
from sqlalchemy.orm import contains_eager, joinedload, lazyload

from portal.accounts.models import User
from portal.audit.models import AuditEntry
from portal.audit.queries import MOST
from portal.audit.reading import HistoryLine, in_words
from portal.core.database import db
from portal.core.publishing import published
from portal.organisations.matching import VERY_SIMILAR, Likeness, similar
from portal.organisations.models import FocusStrategy, Membership, NameDecision, Organisation, WorkArea
from portal.organisations.rules import MemberRole, OrganisationKind, OrganisationStatus
from portal.places.models import Region
from portal.strategies.models import Strategy

S = OrganisationStatus


@dataclass(frozen=True)
class Known:
    """An organisation as the comparison of names needs it."""

    id: int
    slug: str
    name: str
    kind: OrganisationKind
    status: OrganisationStatus


@dataclass(frozen=True)
class NamePair:
    """An applicant and a known organisation whose names resemble each other."""

    applicant: Organisation
    known: Organisation

    @property
    def organisation_id(self) -> int:
        """Whose application it is: the door asks for it."""
        return self.applicant.id

    @property
    def version(self) -> int:
        """The version of the application that is looked at."""
        return self.applicant.version


def get_organisation(slug: str) -> Organisation | None:
    """One organisation by its address word, whatever its status, or None."""
    return db.session.scalar(select(Organisation).filter_by(slug=slug))


def get_present(slug: str) -> Organisation | None:
    """The same, but the kept organisation for one that was merged away."""
    organisation = get_organisation(slug)
    if organisation is None or organisation.merged_into_id is None:
        return organisation
    return get_by_id(organisation.merged_into_id)


def get_by_id(organisation_id: int) -> Organisation | None:
    """One organisation by its key, whatever its status, or None."""
    return db.session.get(Organisation, organisation_id)


def verified_organisations() -> Sequence[Organisation]:
    """All verified partners by name, for choices such as supporting partners."""
    statement = select(Organisation).where(Organisation.status == S.VERIFIED)
    return db.session.scalars(statement.order_by(Organisation.name, Organisation.id)).all()


def organisations_of(user: User) -> Sequence[Organisation]:
    """The organisations that a person works for, by name."""
    statement = select(Organisation).join(Membership).where(Membership.user_id == user.id)
    return db.session.scalars(statement.order_by(Organisation.name, Organisation.id)).all()


def colleagues_of(organisation: Organisation) -> Sequence[Membership]:
    """The people of an organisation, managers first, by name."""
    statement = (
        select(Membership)
        .join(Membership.user)
        .where(Membership.organisation_id == organisation.id)
        .options(contains_eager(Membership.user).lazyload("*"), lazyload(Membership.organisation))
    )
    people = db.session.scalars(statement.order_by(func.lower(User.name), User.id)).all()
    return sorted(people, key=lambda each: each.role is not MemberRole.MANAGER)


def slugs_like(stem: str) -> set[str]:
    """The address words in use that begin with this stem."""
    return set(
        db.session.scalars(
            select(Organisation.slug).where(Organisation.slug.startswith(stem, autoescape=True))
        )
    )


def person_with_email(email: str) -> User | None:
    """The person who has an account under this address (lower case), or None."""
    return db.session.scalar(select(User).where(func.lower(User.email) == email.lower()))


def get_membership(slug: str, number: int) -> Membership | None:
    """A colleague of the organisation by the number of the membership, or None."""
    statement = (
        select(Membership)
        .join(Membership.organisation)
        .where(Organisation.slug == slug, Membership.id == number)
        .options(joinedload(Membership.user))
    )
    return db.session.scalar(statement)


def managers_of(organisation_id: int) -> Sequence[Membership]:
    """Those who manage the organisation, in the order they came."""
    statement = select(Membership).filter_by(organisation_id=organisation_id, role=MemberRole.MANAGER)
    return db.session.scalars(statement.order_by(Membership.id).with_for_update()).all()


def known_names(besides: int | None = None) -> list[Known]:
    """Every living name on record: applied, returned, verified or suspended; not the rejected or merged.

    With `besides` without that organisation and those that a person already told apart from it.
    """
    columns = (Organisation.id, Organisation.slug, Organisation.name, Organisation.kind, Organisation.status)
    statement = select(*columns).where(Organisation.status != S.REJECTED)
    if besides is not None:
        d = NameDecision
        other = case((d.applicant_id == besides, d.known_id), else_=d.applicant_id)
        pairs = (d.applicant_id == besides) | (d.known_id == besides)
        told_apart = select(other).where(pairs, d.is_same.is_(False))
        statement = statement.where(Organisation.id != besides, Organisation.id.not_in(told_apart))
    return [Known(*row) for row in db.session.execute(statement.order_by(Organisation.name, Organisation.id))]


def get_pair(slug: str, other: str) -> NamePair | None:
    """An organisation and the known one it is compared with, or None."""
    applicant, known = get_organisation(slug), get_organisation(other)
    return NamePair(applicant, known) if applicant and known else None


def decision_on(applicant_id: int, known_id: int) -> NameDecision | None:
    """What was decided about the two names, or None."""
    return db.session.get(NameDecision, (applicant_id, known_id))


def similar_to(organisation: Organisation) -> list[Likeness[Known]]:
    """Known names that resemble this one and were not told apart yet, the most alike first."""
    return similar(organisation.name, known_names(besides=organisation.id))


def very_similar_verified(name: str, besides: int | None = None) -> list[str]:
    """The address words of verified partners, public by name, that an applicant of this name may mean."""
    known = [each for each in known_names(besides) if each.status is S.VERIFIED]
    return [likeness.known.slug for likeness in similar(name, known, VERY_SIMILAR)]


def similar_for_applicant(organisation: Organisation) -> Sequence[Organisation]:
    """The same for an organisation that waits; none once it was decided about."""
    if organisation.status not in (S.APPLIED, S.RETURNED):
        return []
    return verified_under(very_similar_verified(organisation.name, organisation.id))


def verified_under(slugs: list[str]) -> Sequence[Organisation]:
    """The verified partners under these address words, by name; at most three."""
    statement = published(select(Organisation).where(Organisation.slug.in_(slugs[:3])))
    return db.session.scalars(statement.order_by(Organisation.name, Organisation.id)).all()


def merged_into(slug: str) -> str | None:
    """The address word of the organisation that the one under `slug` was merged into, or None."""
    kept = select(Organisation.merged_into_id).filter_by(slug=slug).scalar_subquery()
    return db.session.scalar(select(Organisation.slug).where(Organisation.id == kept))


def history(organisation: Organisation) -> list[HistoryLine]:
    """What was done to it, and to those that were merged into it, newest first."""
    o = Organisation
    ids = select(cast(o.id, String)).where((o.id == organisation.id) | (o.merged_into_id == organisation.id))
    entries = select(AuditEntry).where(
        AuditEntry.object_kind == "organisations", AuditEntry.object_id.in_(ids)
    )
    newest = db.session.scalars(entries.order_by(AuditEntry.id.desc()).limit(MOST))
    return [in_words(entry) for entry in newest]


def focus_of(organisation: Organisation) -> Sequence[Strategy]:
    """The strategies it says it works on."""
    statement = select(Strategy).join(FocusStrategy).where(FocusStrategy.organisation_id == organisation.id)
    return db.session.scalars(statement.order_by(Strategy.number)).all()


def areas_of(organisation: Organisation) -> Sequence[Region]:
    """Where it says it works: the kabupaten first, then kecamatan by name."""
    statement = select(Region).join(WorkArea).where(WorkArea.organisation_id == organisation.id)
    return db.session.scalars(statement.order_by(Region.level, Region.name, Region.code)).all()
