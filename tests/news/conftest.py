import pytest

from tests.factories import NewsIndexFactory


@pytest.fixture
def news(home):
    """The page below which the weekly updates stand."""
    return NewsIndexFactory()
