"""Coming in and going out."""

import datetime as dt
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from factuur.access.queries import hash_of, user_by_email
from factuur.access.rules import Role
from factuur.db import database
from factuur.errors import N_, Refused
from factuur.models import Administration, Attempt, Membership, Session, User

# OWASP's minimum for argon2id; the default would fill both cores of a small server with two logins.
hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_NOBODY = hasher.hash(secrets.token_urlsafe(16))

LEAST_PASSWORD = 10
ATTEMPTS = 5
ATTEMPT_WINDOW = dt.timedelta(minutes=5)
IDLE = {False: dt.timedelta(hours=12), True: dt.timedelta(days=30)}


class WrongPassword(Refused):
    """The same words whether the address or the password is unknown."""

    code = "wrong_password"
    message = N_("This e-mail address and password do not belong together.")


class TooManyAttempts(Refused):
    """Guessing is slowed down per address and per account; never for ever."""

    code = "too_many_attempts"
    message = N_("Too many attempts. Wait five minutes and try again.")
    status = 429


class ShortPassword(Refused):
    """Length is what makes a password strong; nothing else is asked."""

    code = "short_password"
    message = N_("Choose a password of at least %(least)s characters.")


def hash_password(password: str) -> str:
    """Give the hash to keep; refuses a password that is too short."""
    if len(password) < LEAST_PASSWORD:
        raise ShortPassword(field="password", least=LEAST_PASSWORD)
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
    keys = [f"email:{email.strip().lower()}", f"ip:{address}"]
    recent = Attempt.select(Attempt.id).where(
        Attempt.key.in_(keys) & (Attempt.at > now - ATTEMPT_WINDOW)
    )
    if recent.count() >= ATTEMPTS * len(keys):
        raise TooManyAttempts
    user = user_by_email(email)
    if not is_password(user, password) or user is None or user.disabled_at:
        with database.atomic():
            Attempt.insert_many([{"key": key, "at": now} for key in keys]).execute()
        raise WrongPassword(field="password")
    return start_session(user, agent=agent, now=now, trusted=trusted)


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
            expires_at=now + IDLE[trusted],
        )
    return token


def sign_out(session: Session) -> None:
    """End one session."""
    with database.atomic():
        session.delete_instance()


def sign_out_everywhere(user: User) -> int:
    """End every session of a user and give how many there were."""
    with database.atomic():
        return int(Session.delete().where(Session.user == user).execute())


def seen(session: Session, now: dt.datetime) -> None:
    """Keep a session in use alive; written at most once in five minutes."""
    if now - session.seen_at < dt.timedelta(minutes=5):
        return
    with database.atomic():
        Session.update(seen_at=now).where(Session.id == session.id).execute()


def add_user(email: str, name: str, password: str, *, language: str = "nl") -> User:
    """Make an account. The caller holds the transaction."""
    return User.create(
        email=email.strip().lower(),
        name=name.strip(),
        password_hash=hash_password(password),
        language=language,
    )


def join(user: User, administration: Administration, role: Role) -> None:
    """Give a user a role in an administration. The caller holds the transaction."""
    Membership.create(user=user, administration=administration, role=role)


def work_in(session: Session, administration_id: int) -> None:
    """Go on in another administration; the guard has seen that the user may."""
    with database.atomic():
        Session.update(administration=administration_id).where(Session.id == session.id).execute()
