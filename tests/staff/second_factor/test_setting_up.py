"""Setting up a second factor: at the first sign-in, in three steps; and changing it later."""

from base64 import b32decode
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential
from wagtail.models import ModelLogEntry

from staff.second_factor.models import RecoveryCodes
from tests.html import parse
from tests.staff.sign_in import PASSWORD, is_signed_in, make_account

from .app import (
    MANAGE,
    PASSWORD_PAGE,
    VERIFY,
    forget_confirmation,
    give_app,
    give_code,
    give_password,
    sign_in_whole,
)

SET_UP, APP = reverse("second_factor_set_up"), reverse("second_factor_set_up_app")
CODES = reverse("second_factor_recovery_codes")

WRONG = "not hers"


def read_key(browser):
    return b32decode(parse(browser.get(APP)).find(class_="second-factor__key").get_text().replace(" ", ""))


def read_codes(response):
    page = parse(response)
    codes = [code.get_text() for code in page.find(class_="second-factor__codes").find_all("code")]
    return codes, page.find("input", attrs={"name": "set"})["value"]


def show_app(browser, seconds=0):
    return browser.post(APP, {"code": f"{totp(read_key(browser), t0=-seconds):06}"})


@pytest.fixture
def browser(app):
    return sign_in_whole(app)


def test_the_first_sign_in_leads_through_three_steps_into_the_admin(ada, mailoutbox):
    browser = give_password()
    assert browser.get(VERIFY).url == SET_UP
    assert "Step 1 of 3" in browser.get(SET_UP).content.decode()
    assert parse(browser.get(APP)).find("svg").find("path")["d"]
    assert show_app(browser).url == CODES
    assert not is_signed_in(browser), "before the recovery codes are kept"
    codes, pk = read_codes(browser.get(CODES))
    assert len(set(codes)) == 10
    assert browser.post(CODES, {"set": pk}).url == reverse("wagtailadmin_home")
    assert is_signed_in(browser)
    assert [mail.to for mail in mailoutbox] == [["ada@example.org"]]

    another = give_password()
    assert "six digits" in another.get(VERIFY).content.decode()
    give_code(another, codes[0])
    assert is_signed_in(another)


def test_the_codes_and_the_key_are_shown_to_nobody_else_and_kept_by_no_cache(ada):
    browser = give_password()
    show_app(browser)
    response = browser.get(CODES)
    assert "no-store" in response["Cache-Control"]
    stored = RecoveryCodes.objects.get().digests
    assert not set(read_codes(response)[0]) & set(stored)
    assert Client().get(CODES).url == reverse("wagtailadmin_login")


def test_the_app_shown_once_is_asked_for_by_who_left_before_the_codes(ada):
    first = give_password()
    show_app(first)
    second = give_password()
    assert second.get(VERIFY).status_code == HTTPStatus.OK
    assert second.get(SET_UP).url == VERIFY
    assert second.get(CODES).url == VERIFY
    app = TOTPDevice.objects.get()
    give_code(second, f"{totp(bytes.fromhex(app.key), t0=-30):06}")
    assert second.get("/admin/").status_code == HTTPStatus.FOUND
    second.post(CODES, {"set": read_codes(second.get(CODES))[1]})
    assert is_signed_in(second)


def test_a_wrong_code_shows_the_same_key_again_and_says_what_to_look_at(ada):
    browser = give_password()
    key = read_key(browser)
    response = browser.post(APP, {"code": "12345"})
    assert "Wait for the next one" in response.content.decode()
    assert read_key(browser) == key
    assert not TOTPDevice.objects.exists()


def test_codes_that_have_been_replaced_by_a_reload_are_not_taken_for_the_newest(ada):
    browser = give_password()
    show_app(browser)
    _, earlier = read_codes(browser.get(CODES))
    newest = read_codes(browser.get(CODES))[1]
    response = browser.post(CODES, {"set": earlier})
    assert "those before are void" in response.content.decode()
    assert not is_signed_in(browser)
    assert newest != read_codes(response)[1]
    browser.post(CODES, {"set": read_codes(response)[1]})
    assert is_signed_in(browser)


def test_who_takes_long_to_keep_the_codes_is_asked_nothing_again(ada):
    browser = give_password()
    show_app(browser)
    _, pk = read_codes(browser.get(CODES))
    forget_confirmation(browser)
    browser.post(CODES, {"set": pk})
    assert is_signed_in(browser)


def test_the_password_alone_adds_no_factor_to_an_account_that_has_one(app):
    thief = give_password()
    for url in (SET_UP, APP, CODES, MANAGE):
        assert thief.get(url).url == VERIFY, url
    assert thief.post(APP, {"code": "123456"}).url == VERIFY
    response = thief.post(reverse("otp_webauthn:credential-registration-begin"))
    assert response.status_code == HTTPStatus.FORBIDDEN
    assert TOTPDevice.objects.count() == 1


@pytest.mark.parametrize("url", [MANAGE, SET_UP, APP, CODES])
def test_changing_a_factor_needs_the_password_again(browser, url):
    assert browser.get(url).status_code == HTTPStatus.OK
    forget_confirmation(browser)
    assert browser.get(url).url == PASSWORD_PAGE
    assert "This is not your password." in browser.post(PASSWORD_PAGE, {"password": WRONG}).content.decode()
    assert browser.get(url).url == PASSWORD_PAGE
    assert browser.post(PASSWORD_PAGE, {"password": PASSWORD}).url == url
    assert browser.get(url).status_code == HTTPStatus.OK


def test_a_thief_who_stops_halfway_is_told_of_and_an_administrator_can_undo_it(ada, mailoutbox):
    """Their app would be asked for, and the owner could not get in."""
    show_app(give_password())
    assert "An app that shows codes was added" in mailoutbox[-1].body
    assert "staff.signed_in" not in [entry.action for entry in ModelLogEntry.objects.all()]
    chief = make_account("chief")
    chief.is_superuser = True
    form = sign_in_whole(give_app(chief), "chief").get(reverse("wagtailusers_users:edit", args=[ada.pk]))
    assert reverse("wagtailusers_users:reset_second_factor", args=[ada.pk]) in form.content.decode()


def test_a_new_app_replaces_the_old_one_and_ends_the_other_sessions(app, browser, ada, mailoutbox):
    other = sign_in_whole(app)
    assert show_app(browser).url == MANAGE
    assert is_signed_in(browser)
    assert not is_signed_in(other)
    assert other.get(VERIFY).url == reverse("wagtailadmin_login"), "not even the password stands"
    assert TOTPDevice.objects.count() == 1
    assert "An app that shows codes was added" in mailoutbox[-1].body


def test_new_recovery_codes_end_the_old_ones_and_the_other_sessions(app, browser):
    other = sign_in_whole(app)
    codes, pk = read_codes(browser.get(CODES))
    assert is_signed_in(other), "as long as nobody says that the new ones are kept"
    browser.post(CODES, {"set": pk})
    assert is_signed_in(browser)
    assert not is_signed_in(other)
    stale = give_password()
    give_code(stale, app.recovery_codes[0])
    assert not is_signed_in(stale)
    give_code(stale, codes[0])
    assert is_signed_in(stale)


def test_who_came_in_by_a_recovery_code_makes_new_ones_and_stays(app):
    browser = give_password()
    give_code(browser, app.recovery_codes[0])
    browser.post(CODES, {"set": read_codes(browser.get(CODES))[1]})
    assert is_signed_in(browser)


def test_the_last_factor_can_be_replaced_and_not_removed(app, browser, ada):
    device = TOTPDevice.objects.get()
    assert "Remove" not in browser.get(MANAGE).content.decode()
    browser.post(reverse("second_factor_remove", args=["totpdevice", device.pk]))
    assert TOTPDevice.objects.exists()


def test_passkeys_have_names_of_their_owners_choice(app, browser, ada):
    own, of_another = (
        WebAuthnCredential.objects.create(user=user, name="November 27, 2026", credential_id=bytes([number]))
        for number, user in enumerate((ada, make_account("grace")))
    )
    address = reverse("second_factor_name", args=[own.pk])
    assert address in browser.get(MANAGE).content.decode()
    assert "This field is required" in browser.post(address, {"name": " "}).content.decode()
    browser.post(address, {"name": "The office <computer>"})
    assert "The passkey “The office &lt;computer&gt;”" in browser.get(MANAGE).content.decode()
    response = browser.post(reverse("second_factor_name", args=[of_another.pk]), {"name": "Mine"})
    assert response.status_code == HTTPStatus.NOT_FOUND
    browser.post(reverse("second_factor_remove", args=["webauthncredential", own.pk]))
    assert list(WebAuthnCredential.objects.all()) == [of_another]


def test_a_new_password_ends_the_other_sessions(app, browser, ada):
    other = sign_in_whole(app)
    ada.set_password("seven herons, a password")
    ada.save()
    assert not is_signed_in(other)


def test_the_account_has_a_way_to_all_this(browser):
    assert MANAGE in browser.get(reverse("wagtailadmin_account")).content.decode()
