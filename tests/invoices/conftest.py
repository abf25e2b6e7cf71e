"""The tests of this room read the screens in the language of the sources."""

import pytest

from factuur.access.rules import Role
from factuur.models import Administration, Client, User
from tests.factories import make_client, make_user


@pytest.fixture
def owner(firm: Administration) -> User:
    return make_user(firm, Role.OWNER, language="en")


@pytest.fixture
def client(firm: Administration) -> Client:
    return make_client(firm)
