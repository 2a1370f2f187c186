"""What the tests of signing in share: accounts with a password, browsers, and those who guess."""

from http import HTTPStatus

from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from tests.factories import UserFactory

OFFICE, ELSEWHERE = "192.0.2.10", "203.0.113.20"
PASSWORD = "a long enough password"
LOGIN_URLS = ["/admin/login/", "/_util/login/"]


def make_account(username):
    user = UserFactory(username=username, groups=["Editors"])
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, username="ada", password=PASSWORD, address=OFFICE, url=LOGIN_URLS[0], **headers):
    form = {"username": username, "password": password}
    return client.post(url, form, REMOTE_ADDR=address, **headers)


def is_signed_in(client):
    return client.get("/admin/session/").status_code == HTTPStatus.OK  # it renders nothing


def known_browser(username):
    """A browser that has signed in to the account before, and is signed out."""
    browser = Client()
    assert sign_in(browser, username).status_code == HTTPStatus.FOUND
    browser.post(reverse("wagtailadmin_logout"))
    assert not is_signed_in(browser)
    return browser


def flood(usernames, address=OFFICE, times=40, url=LOGIN_URLS[0]):
    for number in range(times):
        sign_in(Client(), usernames[number % len(usernames)], f"guess {number}", address, url)


def reset_password(browser, user, new):
    """As the link in a mail does it."""
    uid, token = urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user)
    form = browser.get(reverse("wagtailadmin_password_reset_confirm", args=[uid, token]))
    return browser.post(form.url, {"new_password1": new, "new_password2": new})
