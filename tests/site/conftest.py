import pytest

from tests.whole_site import full_site, plain_site


@pytest.fixture(scope="module")
def full(kept_for_the_module):
    """One page of every type, with all that can stand on it."""
    return full_site()


@pytest.fixture(scope="module")
def plain(kept_for_the_module):
    """One page of every type, with no more than it needs."""
    return plain_site()
