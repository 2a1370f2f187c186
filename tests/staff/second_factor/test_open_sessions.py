"""Somebody finds a session that was left open: it reads and writes, and takes no account along."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.models import ModelLogEntry

from staff.models import User
from staff.second_factor import factors
from tests.staff.sign_in import PASSWORD, make_account
from tests.staff.test_account import save_account

from .app import MANAGE, PASSWORD_PAGE, App, forget_confirmation, give_app, sign_in_whole

NEW = {"password1": "seven herons, a password", "password2": "seven herons, a password"}


def form(user, **fields):
    names = {"username": user.username, "first_name": "A", "last_name": "B"}
    return names | {"email": user.email, "is_active": "on"} | fields


@pytest.fixture
def chief(home, hashes):
    user = make_account("chief")
    user.is_superuser = True
    user.save()
    return user


@pytest.fixture
def left_open(chief):
    browser = sign_in_whole(give_app(chief), "chief")
    forget_confirmation(browser)
    return browser


@pytest.mark.parametrize("whose", ["chief", "ada"])
def test_an_administrators_session_sets_no_password_without_theirs(left_open, ada, whose):
    user = User.objects.get(username=whose)
    url = reverse("wagtailusers_users:edit", args=[user.pk])
    assert left_open.post(url, form(user, **NEW)).url == PASSWORD_PAGE
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_nor_makes_an_account_or_deletes_one(left_open, ada):
    urls = [
        reverse("wagtailusers_users:add"),
        reverse("wagtailusers_users:delete", args=[ada.pk]),
        reverse("wagtail_bulk_action", args=["staff", "user", "delete"]) + f"?id={ada.pk}",
    ]
    for url in urls:
        assert left_open.post(url, form(User(username="new"), **NEW)).url == PASSWORD_PAGE
        assert left_open.post(PASSWORD_PAGE, {"password": NEW["password1"]}).status_code == 200
    assert {user.username for user in User.objects.all()} == {"ada", "chief"}
    assert left_open.post(PASSWORD_PAGE, {"password": PASSWORD}).url == urls[-1], "which asks again what to delete"


def test_several_accounts_that_are_deleted_at_once_are_in_the_log(chief, ada):
    browser = sign_in_whole(give_app(chief), "chief")
    browser.post(reverse("wagtail_bulk_action", args=["staff", "user", "delete"]) + f"?id={ada.pk}")
    assert not User.objects.filter(username="ada").exists()
    entry = ModelLogEntry.objects.get(action="wagtail.delete")
    assert (entry.label, entry.user_id) == ("ada", chief.pk)


def test_removing_a_lost_telephone_leads_back_to_the_list_after_the_password(app, ada):
    browser = sign_in_whole(app)
    forget_confirmation(browser)
    browser.post(reverse("second_factor_remove", args=["totpdevice", TOTPDevice.objects.get().pk]))
    response = browser.post(PASSWORD_PAGE, {"password": PASSWORD}, follow=True)
    assert (response.status_code, response.request["PATH_INFO"]) == (200, MANAGE)


def test_the_old_address_is_told_of_a_new_one(app, ada, mailoutbox):
    """Else whoever has session and password would have all later notices to themselves."""
    browser = sign_in_whole(app)
    save_account(browser, email="thief@example.org", current_password=PASSWORD)
    ada.refresh_from_db()
    assert ada.email == "thief@example.org"
    (mail,) = mailoutbox
    assert mail.to == ["ada@example.org"]
    assert "was changed" in mail.body
    assert ModelLogEntry.objects.filter(action="staff.email_changed", object_id=str(ada.pk)).exists()


def test_a_reset_that_comes_in_between_is_not_undone_by_a_change_that_had_begun(app, ada):
    """Whoever had the account's session then would have kept it."""
    request = RequestFactory().post("/")
    request.user = User.objects.get(pk=ada.pk)  # as the thief's request has read it
    factors.remove_all(ada)
    for change in (
        lambda: factors.replace_app(request.user, "00" * 20, 0),
        lambda: factors.end_other_sessions(request),
    ):
        with pytest.raises(PermissionDenied):
            change()
    assert not TOTPDevice.objects.exists()
    assert not User.objects.get(pk=ada.pk).has_second_factor


def test_of_two_factors_that_are_removed_at_once_one_stays(app, ada):
    other = TOTPDevice.objects.create(user=ada, name="other")
    first, second = sign_in_whole(app), sign_in_whole(App(other.key))
    for browser, device in ((first, TOTPDevice.objects.exclude(pk=other.pk).get()), (second, other)):
        browser.post(reverse("second_factor_remove", args=["totpdevice", device.pk]))
    assert TOTPDevice.objects.count() == 1
