import pytest


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
