"""Somebody's app for codes, and the way in that needs one."""

from binascii import unhexlify

from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from staff.second_factor.models import RecoveryCodes
from staff.second_factor.sign_in import CONFIRMATION_AGE, CONFIRMED
from tests.staff.sign_in import OFFICE, sign_in

VERIFY, MANAGE = reverse("second_factor"), reverse("second_factor_manage")
PASSWORD_PAGE = reverse("second_factor_password")


class App:
    """Shows the code of now, then that of the next half minute: two that are taken, and no third."""

    def __init__(self, key: str):
        self.key, self.steps = unhexlify(key), iter((0, 30))

    def show(self) -> str:
        return f"{totp(self.key, t0=-next(self.steps)):06}"


def give_app(user) -> App:
    """An app that was set up yesterday, with recovery codes; `app.recovery_codes` are these."""
    device = TOTPDevice.objects.create(user=user, name="app")
    app = App(device.key)
    app.recovery_codes = RecoveryCodes(user=user, name="recovery codes").make_codes()
    user.has_second_factor = True
    user.save()
    return app


def give_password(username="ada", client=None, **options):
    """A browser in which the password has been given, and nothing else."""
    client = client or Client()
    sign_in(client, username, **options)
    return client


def give_code(client, code, address=OFFICE):
    return client.post(VERIFY, {"code": code}, REMOTE_ADDR=address)


def sign_in_whole(app, username="ada", client=None):
    client = give_password(username, client)
    response = give_code(client, app.show())
    assert response.status_code == 302, response.content.decode()
    return client


def forget_confirmation(browser):
    """Let the time be over for which the password lets its owner change factors."""
    session = browser.session
    session[CONFIRMED] -= 2 * CONFIRMATION_AGE + 1
    session.save()
