"""Coming in and going out, and what somebody changes about their own account."""

import datetime as dt
import secrets
from collections.abc import Iterable
from typing import cast

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from peewee import fn

from factuur.access.queries import hash_of, places_of, user_by_email
from factuur.access.rules import Role, checked_email
from factuur.db import database
from factuur.errors import N_, NotFound, Refused
from factuur.models import Administration, Attempt, Membership, Session, User

# OWASP's minimum for argon2id; the default would fill both cores of a small server with two logins.
hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_NOBODY = hasher.hash(secrets.token_urlsafe(16))

LEAST_PASSWORD = 10
ATTEMPTS = {"email": 5, "ip": 20}  # of one account; of one address, behind which an office may sit
ATTEMPT_WINDOW = dt.timedelta(minutes=5)

# On a borrowed computer a working day; on one's own as long as it is used once a month.
LIFETIME = {False: dt.timedelta(hours=12), True: dt.timedelta(days=30)}


class WrongPassword(Refused):
    """The same words whether the address or the password is unknown."""

    code = "wrong_password"
    message = N_("This e-mail address and password do not belong together.")


class WrongOwnPassword(Refused):
    """Somebody at an unlocked screen must not take the account over."""

    code = "wrong_password"
    message = N_("This is not your present password. Type the one you signed in with.")


class TooManyAttempts(Refused):
    """Guessing is slowed down per address and per account; never for ever."""

    code = "too_many_attempts"
    message = N_("Too many attempts. Wait five minutes and try again.")
    status = 429


class ShortPassword(Refused):
    """Length is what makes a password strong; nothing else is asked."""

    code = "short_password"
    message = N_("Choose a password of at least %(least)s characters.")


class EmailTaken(Refused):
    """An address is one account, whatever administrations it works in."""

    code = "email_taken"
    message = N_("There is an account for “%(email)s” already. Sign in with it.")


def hash_password(password: str, *, field: str = "password") -> str:
    """Give the hash to keep; refuses a password that is too short."""
    if len(password) < LEAST_PASSWORD:
        raise ShortPassword(field=field, least=LEAST_PASSWORD)
    return hasher.hash(password)


def is_password(user: User | None, password: str) -> bool:
    """Tell whether this is the user's password; takes as long for a user who does not exist."""
    try:
        hasher.verify(user.password_hash if user else _NOBODY, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return user is not None


def sign_in(
    email: str, password: str, *, address: str, agent: str, now: dt.datetime, trusted: bool = False
) -> str:
    """Start a session and give its secret token; refuses a wrong pair, and too many tries."""
    keys = {"email": f"email:{email.strip().lower()}", "ip": f"ip:{address}"}
    _count_attempt(keys, now)
    user = user_by_email(email)
    if not is_password(user, password) or user is None or user.disabled_at:
        raise WrongPassword(field="password")
    with database.atomic():
        Attempt.delete().where(Attempt.key == keys["email"]).execute()
        Attempt.delete().where((Attempt.key == keys["ip"]) & (Attempt.at == now)).execute()
    return start_session(user, agent=agent, now=now, trusted=trusted)


def _count_attempt(keys: dict[str, str], now: dt.datetime) -> None:
    """Write an attempt down before its password is looked at, so that many at once count too."""
    with database.atomic():
        query = (
            Attempt.select(Attempt.key, fn.COUNT(Attempt.id))
            .where(Attempt.key.in_(list(keys.values())) & (Attempt.at > now - ATTEMPT_WINDOW))
            .group_by(Attempt.key)
        )
        recent: dict[str, int] = dict(cast("Iterable[tuple[str, int]]", query.tuples()))
        if any(recent.get(key, 0) >= ATTEMPTS[kind] for kind, key in keys.items()):
            raise TooManyAttempts
        Attempt.insert_many([{"key": key, "at": now} for key in keys.values()]).execute()


def start_session(user: User, *, agent: str, now: dt.datetime, trusted: bool = False) -> str:
    """Write a session row and give the token that only its browser knows."""
    token = secrets.token_urlsafe(32)
    with database.atomic():
        Attempt.delete().where(Attempt.at < now - ATTEMPT_WINDOW).execute()
        Session.delete().where(Session.expires_at < now).execute()
        Session.create(
            user=user,
            token_hash=hash_of(token),
            agent=agent[:200],
            trusted=trusted,
            created_at=now,
            seen_at=now,
            expires_at=now + LIFETIME[trusted],
        )
    return token


def sign_out(session: Session) -> None:
    """End one session."""
    with database.atomic():
        session.delete_instance()


def sign_out_elsewhere(user: User, session_id: int) -> int:
    """End one other session of a user and give how many ended: a session of nobody else."""
    mine = (Session.user == user) & (Session.id == session_id)
    with database.atomic():
        return int(Session.delete().where(mine).execute())


def sign_out_everywhere(user: User) -> int:
    """End every session of a user and give how many there were."""
    with database.atomic():
        return int(Session.delete().where(Session.user == user).execute())


def seen(session: Session, now: dt.datetime) -> None:
    """Note that a session is in use, which keeps one's own computer signed in.

    Written at most once in five minutes.
    """
    if now - session.seen_at < dt.timedelta(minutes=5):
        return
    until = now + LIFETIME[True] if session.trusted else session.expires_at
    with database.atomic():
        Session.update(seen_at=now, expires_at=until).where(Session.id == session.id).execute()


def add_user(email: str, name: str, password: str, *, language: str = "nl") -> User:
    """Make an account; refuses an address that has one. The caller holds the transaction."""
    address = checked_email(email)
    if user_by_email(address):
        raise EmailTaken(field="email", email=address)
    return User.create(
        email=address,
        name=name.strip(),
        password_hash=hash_password(password),
        language=language,
    )


def join(user: User, administration: Administration, role: Role) -> None:
    """Give a user a role in an administration. The caller holds the transaction."""
    Membership.create(user=user, administration=administration, role=role)


def work_in(session: Session, administration_id: int) -> None:
    """Go on in another administration; refuses one in which the user has no role."""
    user_id = session.__data__["user"]
    if administration_id not in {place.id for place in places_of(user_id)}:
        raise NotFound(what=f"№ {administration_id}")
    with database.atomic():
        Session.update(administration=administration_id).where(Session.id == session.id).execute()


def change_password(session: Session, user: User, *, present: str, new: str) -> None:
    """Give a user another password and end all sessions but this one."""
    if not is_password(user, present):
        raise WrongOwnPassword(field="present")
    digest = hash_password(new, field="new")
    with database.atomic():
        User.update(password_hash=digest).where(User.id == user.id).execute()
        others = (Session.user == user) & (Session.id != session.id)
        Session.delete().where(others).execute()


def reset_password(email: str, password: str) -> User:
    """Give somebody who lost theirs another password and end all their sessions."""
    user = user_by_email(email)
    if user is None:
        raise NotFound(what=email)
    digest = hash_password(password)
    with database.atomic():
        User.update(password_hash=digest).where(User.id == user.id).execute()
        Session.delete().where(Session.user == user).execute()
    return user


def change_account(user: User, **values: str) -> None:
    """Change a user's own name, language or theme."""
    with database.atomic():
        User.update(**values).where(User.id == user.id).execute()
