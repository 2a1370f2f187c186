"""For who has lost everything: the command of the site's operators."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.models import ModelLogEntry

from tests.staff.sign_in import PASSWORD, is_signed_in, make_account

from .app import PASSWORD_PAGE, VERIFY, App, forget_confirmation, give_app, give_code, give_password, sign_in_whole


def reset(username):
    said = StringIO()
    call_command("reset_second_factor", username, stdout=said)
    return said.getvalue()


def test_who_has_lost_everything_starts_anew_and_is_told(app, mailoutbox):
    browser, halfway = sign_in_whole(app), give_password()
    assert "ada@example.org" in reset("ada")
    assert not is_signed_in(browser)
    assert halfway.get(VERIFY).url == reverse("wagtailadmin_login")
    assert give_password().get(VERIFY).url == reverse("second_factor_set_up")
    assert mailoutbox[-1].to == ["ada@example.org"]
    assert "An operator of the site removed every second factor" in mailoutbox[-1].body


def test_neither_the_app_nor_the_recovery_codes_work_after_it(app, ada):
    reset("ada")
    new = App(TOTPDevice.objects.create(user=ada, name="app").key)  # or no code at all would be asked for
    for code in (app.show(), app.recovery_codes[0]):
        browser = give_password()
        give_code(browser, code)
        assert VERIFY in browser.get(VERIFY, follow=True).request["PATH_INFO"]
        assert not is_verified(browser)
    browser = give_password()
    give_code(browser, new.show())
    assert is_verified(browser)


def is_verified(browser) -> bool:
    return DEVICE_ID_SESSION_KEY in browser.session


def test_nobody_else_is_concerned(app):
    other = give_app(make_account("grace"))
    browser = sign_in_whole(other, "grace")
    reset("ada")
    assert is_signed_in(browser)


def test_a_name_without_an_account_is_said(home):
    with pytest.raises(CommandError, match="no account of this name: nobody"):
        reset("nobody")


def test_an_administrator_resets_it_with_their_password_and_the_owner_is_told(app, ada, mailoutbox):
    chief = make_account("chief")
    chief.is_superuser = True
    browser = sign_in_whole(give_app(chief), "chief")
    url = reverse("wagtailusers_users:reset_second_factor", args=[ada.pk])
    assert url in browser.get(reverse("wagtailusers_users:edit", args=[ada.pk])).content.decode()
    forget_confirmation(browser)
    assert browser.post(url).url == PASSWORD_PAGE
    assert browser.post(PASSWORD_PAGE, {"password": PASSWORD}).url == url
    assert "make sure" in browser.get(url).content.decode()
    browser.post(url)
    assert give_password().get(VERIFY).url == reverse("second_factor_set_up")
    assert mailoutbox[-1].to == ["ada@example.org"]
    assert "chief removed every second factor" in mailoutbox[-1].body
    assert ModelLogEntry.objects.filter(action="staff.factors_reset", object_id=str(ada.pk), user=chief).exists()
    assert url not in browser.get(reverse("wagtailusers_users:edit", args=[ada.pk])).content.decode()
