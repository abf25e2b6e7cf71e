"""Who works in an administration: inviting, joining, another role, leaving."""

import datetime as dt
import secrets

from factuur.access import actions
from factuur.access.queries import hash_of, user_by_email
from factuur.access.rules import Role, checked_email
from factuur.db import database, on_sqlite
from factuur.errors import N_, Refused
from factuur.models import Activity, Administration, Invitation, Membership, Session, User

INVITATION_LASTS = dt.timedelta(days=7)


class LastOwner(Refused):
    """An administration without an owner could never be given one again."""

    code = "last_owner"
    message = N_("%(name)s is the only owner. Make somebody else owner first.")


class WorksHereAlready(Refused):
    """One role each; it can be changed in the list."""

    code = "works_here_already"
    message = N_("%(email)s works in this administration already. Change the role in the list.")


class LinkUsed(Refused):
    """An invitation is for one person, once."""

    code = "link_used"
    message = N_("This link was used already. Sign in, or ask the owner for a new one.")


def invite(
    administration: Administration,
    email: str,
    role: Role,
    *,
    name: str = "",
    by: int | None,
    now: dt.datetime,
) -> str:
    """Give the secret of a link by which somebody joins within seven days; an older one ends."""
    address = checked_email(email)
    here = Membership.administration == administration.id
    if Membership.select().join(User).where(here & (User.email == address)).exists():
        raise WorksHereAlready(field="email", email=address)
    token = secrets.token_urlsafe(32)
    with database.atomic():
        withdraw(administration.id, address)
        Invitation.create(
            administration=administration,
            email=address,
            name=name,
            role=role,
            token_hash=hash_of(token),
            created_at=now,
            expires_at=now + INVITATION_LASTS,
        )
        _note(administration.id, by, "person.invited", email=address, role=role)
    return token


def withdraw(administration_id: int, email: str) -> int:
    """End the open invitations of an address and give how many there were."""
    theirs = (Invitation.administration == administration_id) & (Invitation.email == email)
    with database.atomic():
        return int(Invitation.delete().where(theirs & Invitation.accepted_at.is_null()).execute())


def accept(invitation: Invitation, user: User, now: dt.datetime) -> None:
    """Give a user the role they were invited for; refuses a link that was used."""
    with database.atomic():
        this = (Invitation.id == invitation.id) & Invitation.accepted_at.is_null()
        if not Invitation.update(accepted_at=now).where(this).execute():
            raise LinkUsed
        here = Membership.administration == invitation.administration
        if not Membership.select().where(here & (Membership.user == user)).exists():
            actions.join(user, invitation.administration, Role(invitation.role))
        _note(invitation.administration.id, user.id, "person.joined", name=user.name)


def accept_as_new(
    invitation: Invitation, *, name: str, password: str, language: str, now: dt.datetime
) -> User:
    """Make the account of who was invited and give it the role."""
    with database.atomic():
        user = actions.add_user(invitation.email, name, password, language=language)
        accept(invitation, user, now)
    return user


def account_of(invitation: Invitation) -> User | None:
    """Give the account that the invited person has already."""
    return user_by_email(invitation.email)


def change_role(membership: Membership, role: Role, *, by: int | None) -> None:
    """Give somebody another role, from their next click on; refuses to unmake the last owner."""
    with database.atomic():
        _keep_an_owner(membership, staying=role == Role.OWNER)
        Membership.update(role=role).where(Membership.id == membership.id).execute()
        administration_id = membership.administration.id
        _note(administration_id, by, "person.role", name=membership.user.name, role=role)


def remove(membership: Membership, *, by: int | None) -> None:
    """Take somebody out of the administration and end their sessions."""
    with database.atomic():
        _keep_an_owner(membership, staying=False)
        Session.delete().where(Session.user == membership.user).execute()
        membership.delete_instance()
        _note(membership.administration.id, by, "person.removed", name=membership.user.name)


def _keep_an_owner(membership: Membership, *, staying: bool) -> None:
    """Refuse to leave an administration without an owner. The caller holds the transaction."""
    here = Membership.administration == membership.administration
    query = Membership.select(Membership.id).where(here & (Membership.role == Role.OWNER))
    if not on_sqlite():  # two owners who remove each other at once wait for one another
        query = query.for_update()
    owners = list(query.tuples())
    if owners == [(membership.id,)] and not staying:
        raise LastOwner(name=membership.user.name or membership.user.email)


def _note(administration_id: int, by: int | None, verb: str, **words: str) -> None:
    Activity.create(
        administration=administration_id, user=by, verb=verb, subject="person", words=words
    )
