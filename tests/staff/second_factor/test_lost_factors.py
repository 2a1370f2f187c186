"""For who has lost everything: the command of the site's operators."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from tests.staff.sign_in import is_signed_in, make_account

from .app import VERIFY, give_app, give_code, give_password, sign_in_whole


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
    assert "An operator of the site removed it" in mailoutbox[-1].body


def test_neither_the_app_nor_the_recovery_codes_work_after_it(app):
    reset("ada")
    for code in (app.show(), app.recovery_codes[0]):
        browser = give_password()
        give_code(browser, code)
        assert not is_signed_in(browser)


def test_nobody_else_is_concerned(app):
    other = give_app(make_account("grace"))
    browser = sign_in_whole(other, "grace")
    reset("ada")
    assert is_signed_in(browser)


def test_a_name_without_an_account_is_said(home):
    with pytest.raises(CommandError, match="no account of this name: nobody"):
        reset("nobody")
