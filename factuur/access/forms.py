"""What may be typed to come in, to join, and about one's own account."""

from collections.abc import Callable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Form, HiddenField, PasswordField, RadioField
from wtforms.fields import SelectChoice
from wtforms.validators import Length

from factuur.access.rules import ROLES, Role, checked_email
from factuur.fields import CheckedForm, ChoiceField, LineField, Needed

Checks = dict[str, Callable[[Any], Any]]
LANGUAGES = [SelectChoice("nl", "Nederlands"), SelectChoice("en", "English")]
CHOICES = [SelectChoice(role.value, _l(words)) for role, words in ROLES.items()]
NAME = [Needed(_l("Fill in a name.")), Length(max=200)]
LONGEST_PASSWORD = Length(max=1000)


class SignInForm(CheckedForm):
    """Who wants to come in."""

    email = LineField(_l("E-mail address"), [Needed(_l("Fill in your e-mail address."))])
    password = PasswordField(
        _l("Password"), [Needed(_l("Fill in your password.")), LONGEST_PASSWORD]
    )
    trusted = BooleanField(_l("This is my own computer"))
    next = HiddenField()

    def checks(self) -> Checks:
        """Look at the address."""
        return {"email": checked_email}


class NewPasswordForm(Form):
    """Another password, by who knows the present one."""

    present = PasswordField(
        _l("Present password"), [Needed(_l("Fill in your present password.")), LONGEST_PASSWORD]
    )
    new = PasswordField(_l("New password"), [Needed(_l("Choose a password.")), LONGEST_PASSWORD])


class AccountForm(Form):
    """Somebody's own name and the language of their screens."""

    name = LineField(_l("Name"), NAME)
    language = ChoiceField(_l("Language of the screens"), choices=LANGUAGES)


class InviteForm(CheckedForm):
    """Whom to ask in, and as what."""

    email = LineField(_l("E-mail address"), [Needed(_l("Fill in the e-mail address."))])
    role = RadioField(_l("Role"), choices=CHOICES, default=Role.MEMBER.value)

    def checks(self) -> Checks:
        """Look at the address."""
        return {"email": checked_email}


class JoinForm(Form):
    """Who was invited and has no account yet."""

    name = LineField(_l("Your name"), NAME)
    password = PasswordField(
        _l("Choose a password"), [Needed(_l("Choose a password.")), LONGEST_PASSWORD]
    )


class JoinAgainForm(Form):
    """Who was invited and has an account."""

    password = PasswordField(
        _l("Your password"), [Needed(_l("Fill in your password.")), LONGEST_PASSWORD]
    )
