"""What asks for the password again: a new password, and a new email address."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from staff import limits
from tests.conftest import open_session
from tests.factories import UserFactory
from tests.html import parse

PASSWORD = "a long enough password"
NEW_PASSWORD = "seven herons, a password"


@pytest.fixture
def ada(home):
    user = UserFactory(username="ada", first_name="Ada", last_name="Lovelace", groups=["Editors"])
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def browser(ada):
    return open_session(ada)


def save_account(client, **fields):
    """Post the account form; a name as `email` or `old_password` is that of its panel's field."""
    form = {
        "name_email-first_name": "Ada",
        "name_email-last_name": "Lovelace",
        "name_email-email": fields.pop("email", "ada@example.org"),
        "name_email-current_password": fields.pop("current_password", ""),
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
    }
    return client.post(reverse("wagtailadmin_account"), form | {f"password-{name}": fields[name] for name in fields})


def change_password(client, old, new=NEW_PASSWORD):
    return save_account(client, old_password=old, new_password1=new, new_password2=new)


def error_at(response, name):
    """The error that stands at this field of the page."""
    field = parse(response).find("input", attrs={"name": name})
    return field.find_parent(class_="w-field__wrapper").find(class_="w-field__errors").get_text(" ", strip=True)


def test_an_email_address_changes_only_with_the_password(ada, browser):
    for password in ("", "not hers"):
        response = save_account(browser, email="mallory@example.com", current_password=password)
        assert error_at(response, "name_email-current_password")
        assert parse(response).find("input", attrs={"name": "name_email-email"})["value"] == "mallory@example.com"
        ada.refresh_from_db()
        assert ada.email == "ada@example.org"
    assert save_account(browser, email="new@example.org", current_password=PASSWORD).status_code == HTTPStatus.FOUND
    ada.refresh_from_db()
    assert ada.email == "new@example.org"


def test_a_name_changes_without_the_password(ada, browser):
    assert save_account(browser).status_code == HTTPStatus.FOUND


def test_a_password_changes_only_with_the_old_one_and_the_session_goes_on(ada, browser):
    assert "incorrect" in error_at(change_password(browser, "not hers"), "password-old_password")
    assert change_password(browser, PASSWORD).status_code == HTTPStatus.FOUND
    ada.refresh_from_db()
    assert ada.check_password(NEW_PASSWORD)
    assert browser.get("/admin/").status_code == HTTPStatus.OK


@pytest.mark.parametrize("field", ["old_password", "current_password"])
def test_who_finds_an_open_session_guesses_the_password_five_times_at_most(ada, browser, monkeypatch, field):
    judged = []
    check_password = type(ada).check_password
    monkeypatch.setattr(type(ada), "check_password", lambda *args: judged.append(args) or check_password(*args))
    for number in range(8):
        response = guess(browser, field, f"guess {number}")
    assert len(judged) == limits.CONFIRMATION.attempts
    assert response.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert int(response["Retry-After"]) > 0
    assert guess(browser, field, PASSWORD).status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert guess(open_session(ada), field, PASSWORD).status_code == HTTPStatus.FOUND  # its owner, in another session


def test_who_saves_the_account_between_guesses_has_no_more_of_them(ada, browser, monkeypatch):
    judged = []
    check_password = type(ada).check_password
    monkeypatch.setattr(type(ada), "check_password", lambda *args: judged.append(args) or check_password(*args))
    keys = set()
    for number in range(8):
        change_password(browser, f"guess {number}")
        assert save_account(browser).status_code == HTTPStatus.FOUND
        keys.add(browser.session.session_key)
    assert len(keys) == 8  # saving gives the session another key
    assert len(judged) == limits.CONFIRMATION.attempts


def guess(client, field, password):
    if field == "old_password":
        return change_password(client, password)
    return save_account(client, email="mallory@example.com", current_password=password)


def test_the_refusal_stands_at_the_field_with_minutes(browser):
    for _ in range(6):
        response = change_password(browser, "not hers")
    assert "Please try again in 15 minutes." in error_at(response, "password-old_password")


def test_an_administrator_changes_the_address_of_a_colleague_without_a_password(ada, administrator):
    form = {"username": "ada", "email": "ada@example.com", "first_name": "Ada", "last_name": "L", "is_active": "on"}
    response = administrator.post(reverse("wagtailusers_users:edit", args=[ada.pk]), form)
    assert response.status_code == HTTPStatus.FOUND
    ada.refresh_from_db()
    assert ada.email == "ada@example.com"
