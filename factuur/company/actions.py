"""Founding an administration, and changing how it works."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from factuur.access import actions as access
from factuur.access.queries import is_new
from factuur.access.rules import Role
from factuur.company import logo, queries
from factuur.company.identifiers import checked_iban, checked_registration, checked_vat_id
from factuur.company.rules import slug_of
from factuur.company.texts import Text
from factuur.db import database, on_sqlite
from factuur.errors import N_, Conflict, Refused
from factuur.files import keep
from factuur.models import Activity, Administration, MailText, User


class SetUpAlready(Refused):
    """The first page is for the first user only."""

    code = "set_up_already"
    message = N_("Factuur has been set up already. Sign in.")
    status = 404


class ChangedMeanwhile(Conflict):
    """The section that was saved is not the one that was shown."""

    code = "changed_meanwhile"
    message = N_(
        "Somebody else changed this in the meantime. Compare, and save again to keep yours."
    )


@dataclass(frozen=True, slots=True)
class Firm:
    """What is known of a firm when its administration begins."""

    name: str
    country: str
    vat_id: str = ""
    registration: str = ""
    iban: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    email: str = ""
    vat_scheme: str = "domestic"

    def checked(self) -> dict[str, str]:
        """Give the columns, each number looked at; refuses a wrong one."""
        return {
            "name": self.name.strip(),
            "country": self.country,
            "vat_id": checked_vat_id(self.vat_id, self.country),
            "registration": checked_registration(self.registration, self.country),
            "iban": checked_iban(self.iban),
            "street": self.street,
            "postcode": self.postcode,
            "city": self.city,
            "email": self.email,
            "vat_scheme": self.vat_scheme,
        }


def found_administration(firm: Firm, owner: User) -> Administration:
    """Make an administration with its owner; refuses a VAT id, number or IBAN that is wrong."""
    values = firm.checked()
    with database.atomic():
        administration = Administration.create(
            slug=_free_slug(firm.name), language=owner.language, **values
        )
        access.join(owner, administration, Role.OWNER)
        _note(administration, owner.id, "company.founded", name=administration.name)
    return administration


def _free_slug(name: str) -> str:
    """Give a short name that nobody has: smit, smit-2, smit-3. The caller holds the lock."""
    slug = slug_of(name)
    alike = Administration.select(Administration.slug).where(Administration.slug.startswith(slug))
    taken = {row.slug for row in alike}
    return next(
        free
        for number in count(1)
        if (free := slug if number == 1 else f"{slug}-{number}") not in taken
    )


def set_up(
    firm: Firm, *, owner: str, email: str, password: str, language: str
) -> tuple[User, Administration]:
    """Make the first user and their administration; refuses once there is a user."""
    with database.atomic():
        if not on_sqlite():  # of two who press the button at once, one waits for the other
            database.execute_sql("SELECT pg_advisory_xact_lock(7238002)")
        if not is_new():
            raise SetUpAlready
        user = access.add_user(email, owner, password, language=language)
        return user, found_administration(firm, user)


def change_settings(
    administration: Administration, values: Mapping[str, Any], *, seen: str, by: int | None
) -> None:
    """Save some settings; refuses when they are not as they were `seen` any more."""
    with database.atomic():
        row = Administration.get_by_id(administration.id)
        if queries.fingerprint(row, values) != seen:
            raise ChangedMeanwhile(what=row.name)
        changed = {name: value for name, value in values.items() if getattr(row, name) != value}
        if changed:
            _save(row, changed, by)


def _save(row: Administration, changed: Mapping[str, Any], by: int | None) -> None:
    """Write settings over the version that was read. The caller holds the transaction."""
    same = (Administration.id == row.id) & (Administration.version == row.version)
    update = Administration.update(version=row.version + 1, **changed)
    if not update.where(same).execute():
        raise ChangedMeanwhile(what=row.name)
    _note(row, by, "company.changed", fields=", ".join(sorted(changed)))


def change_logo(administration: Administration, upload: bytes, *, by: int | None) -> None:
    """Keep a picture as the firm's logo, small and without what else was in the file."""
    made = logo.made_printable(upload)
    with database.atomic():
        _save(Administration.get_by_id(administration.id), {"logo": keep(made)}, by)


def remove_logo(administration: Administration, *, by: int | None) -> None:
    """Print the firm's name again. The file stays: documents that went out may show it."""
    with database.atomic():
        _save(Administration.get_by_id(administration.id), {"logo": ""}, by)


def write_mail_text(
    administration: Administration,
    kind: str,
    language: str,
    text: Text,
    *,
    by: int | None,
) -> None:
    """Keep the firm's own words for a kind of mail."""
    words = {"subject": text.subject, "body": text.body}
    mine = (MailText.administration == administration.id) & (MailText.kind == kind)
    with database.atomic():
        if not MailText.update(words).where(mine & (MailText.language == language)).execute():
            MailText.create(administration=administration, kind=kind, language=language, **words)
        _note(administration, by, "company.mail_text", kind=kind, language=language)


def drop_mail_text(
    administration: Administration, kind: str, language: str, *, by: int | None
) -> None:
    """Go back to the words that Factuur brings."""
    mine = (MailText.administration == administration.id) & (MailText.kind == kind)
    with database.atomic():
        MailText.delete().where(mine & (MailText.language == language)).execute()
        _note(administration, by, "company.mail_text", kind=kind, language=language)


def _note(administration: Administration, by: int | None, verb: str, **words: str) -> None:
    Activity.create(
        administration=administration.id, user=by, verb=verb, subject="company", words=words
    )
