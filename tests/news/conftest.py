import pytest

from tests.factories import NewsIndexFactory


@pytest.fixture
def news(home):
    """The news index page, the parent of the weekly updates."""
    return NewsIndexFactory()
