"""Who is signed in, and where they may work."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from factuur.access.rules import Role
from factuur.models import Administration, Invitation, Membership, Session, User


@dataclass(frozen=True, slots=True)
class Visitor:
    """A signed-in user, as this request found them in the tables."""

    session: Session
    user: User
    administration: Administration | None
    role: Role | None
    token: str

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """Give what the cookie carries: the token of the session, not the number of the user."""
        return self.token


@dataclass(frozen=True, slots=True)
class Place:
    """An administration that a user may work in."""

    id: int
    slug: str
    name: str
    role: str


def hash_of(token: str) -> str:
    """Give the hash under which a secret token is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def visitor(token: str, now: dt.datetime) -> Visitor | None:
    """Give who holds this session token, with the role as it is now; None when it has ended."""
    session = (
        Session.select(Session, User)
        .join(User)
        .where(
            (Session.token_hash == hash_of(token))
            & (Session.expires_at > now)
            & User.disabled_at.is_null()
        )
        .first()
    )
    if session is None:
        return None
    place = _membership(session.user.id, session)
    administration = place.administration if place else None
    return Visitor(
        session, session.user, administration, Role(place.role) if place else None, token
    )


def _membership(user_id: int, session: Session) -> Membership | None:
    """Give the membership of the session's administration, or of the first one there is."""
    memberships = list(
        Membership.select(Membership, Administration)
        .join(Administration)
        .where(Membership.user == user_id)
        .order_by(Administration.name)
    )
    chosen = session.__data__["administration"]
    mine = [each for each in memberships if each.administration.id == chosen]
    return next(iter(mine or memberships), None)


def places_of(user_id: int) -> list[Place]:
    """Give the administrations a user may work in, by name."""
    query = (
        Administration.select(
            Administration.id, Administration.slug, Administration.name, Membership.role
        )
        .join(Membership)
        .where(Membership.user == user_id)
        .order_by(Administration.name)
    )
    return list(cast("Iterable[Place]", query.objects(Place)))


def is_new() -> bool:
    """Tell whether nobody has an account yet: the first-run page is open."""
    return not User.select(User.id).exists()


def user_by_email(email: str) -> User | None:
    """Give the user with this address, whatever its capitals."""
    return User.get_or_none(User.email == email.strip().lower())


def members_of(administration_id: int) -> list[Membership]:
    """Give who works in an administration, each with the user, by name."""
    query = (
        Membership.select(Membership, User)
        .join(User)
        .where(Membership.administration == administration_id)
        .order_by(User.name, User.email)
    )
    return list(query)


def member(administration_id: int, membership_id: int) -> Membership | None:
    """Give one membership of this administration, with its user; None when it is another's."""
    query = (
        Membership.select(Membership, User)
        .join(User)
        .where((Membership.administration == administration_id) & (Membership.id == membership_id))
    )
    row: Membership | None = query.first()
    return row


def invitations_of(administration_id: int, now: dt.datetime) -> list[Invitation]:
    """Give the invitations that can still be taken up, the newest first."""
    query = Invitation.select().where(
        (Invitation.administration == administration_id)
        & Invitation.accepted_at.is_null()
        & (Invitation.expires_at > now)
    )
    return list(query.order_by(Invitation.created_at.desc()))


def invitation(token: str, now: dt.datetime) -> Invitation | None:
    """Give the invitation of a secret link, with its administration; None when it is over."""
    query = (
        Invitation.select(Invitation, Administration)
        .join(Administration)
        .where(
            (Invitation.token_hash == hash_of(token))
            & Invitation.accepted_at.is_null()
            & (Invitation.expires_at > now)
        )
    )
    row: Invitation | None = query.first()
    return row


def sessions_of(user_id: int, now: dt.datetime) -> list[Session]:
    """Give the browsers in which a user is signed in, the last used first."""
    query = Session.select().where((Session.user == user_id) & (Session.expires_at > now))
    return list(query.order_by(Session.seen_at.desc(), Session.id.desc()))


def first_user() -> User | None:
    """Give whoever came first, the owner of a made-up world."""
    first: User | None = User.select().order_by(User.id).first()
    return first
