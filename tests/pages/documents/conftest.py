import pytest


@pytest.fixture(autouse=True)
def made_each_time(made_anew):
    """These tests are about the counting of a PDF's pages."""
