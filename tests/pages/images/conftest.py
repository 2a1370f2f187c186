import pytest


@pytest.fixture(autouse=True)
def made_each_time(made_anew):
    """These tests are about the making of renditions."""


@pytest.fixture
def account_form():
    """The account's form as a browser sends it, without a picture."""
    return {
        "name_email-first_name": "Ruth",
        "name_email-last_name": "Klein",
        "name_email-email": "editor@example.org",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
    }


@pytest.fixture
def media_folder(settings, tmp_path):
    """An empty folder for uploads and renditions, whose path it is."""
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path
