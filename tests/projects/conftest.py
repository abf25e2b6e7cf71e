"""The tests of this room read the screens in the language of the sources."""

import pytest

from factuur.access.rules import Role
from factuur.models import Administration, User
from tests.factories import make_user


@pytest.fixture
def owner(firm: Administration) -> User:
    return make_user(firm, Role.OWNER, language="en")
