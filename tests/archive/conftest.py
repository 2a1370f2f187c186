import pytest

from tests.factories import NewsIndexFactory


@pytest.fixture
def news_index(home):
    return NewsIndexFactory(parent=home)
