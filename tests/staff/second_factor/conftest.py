"""A site that asks everybody for a second factor, and ADA, who has set one up."""

import pytest

from tests.staff.sign_in import make_account

from .app import give_app


@pytest.fixture(autouse=True)
def required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def ada(home, hashes):
    return make_account("ada")


@pytest.fixture
def app(ada):
    """Ada's app, whose codes it shows one after the other."""
    return give_app(ada)
