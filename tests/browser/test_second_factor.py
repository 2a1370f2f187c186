"""Passkeys, which need a browser: made and used by the keyboard, with Chromium’s virtual authenticator."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ADA, PHONE, sign_in
from tests.browser.saving import draft, end_session, expect_state, kicker, make_drafts, open_draft

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(autouse=True)
def required(server, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    settings.OTP_WEBAUTHN_RP_ID = urlsplit(server.url).hostname
    settings.OTP_WEBAUTHN_ALLOWED_ORIGINS = [server.url]


@pytest.fixture(scope="module", autouse=True)
def drafts(site, django_db_blocker):
    with django_db_blocker.unblock():
        make_drafts(1)


class Device:
    """The authenticator of one tab; its passkeys can be brought along to that of another."""

    def __init__(self, page, passkeys=()):
        self.session = page.context.new_cdp_session(page)
        self.session.send("WebAuthn.enable")
        added = self.session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        self.named = {"authenticatorId": added["authenticatorId"]}
        for passkey in passkeys:
            self.session.send("WebAuthn.addCredential", self.named | {"credential": passkey})

    def passkeys(self):
        return self.session.send("WebAuthn.getCredentials", self.named)["credentials"]


def test_a_passkey_is_made_at_the_first_sign_in_and_opens_the_admin_at_the_next(open_browser):
    page = open_browser(PHONE)
    device = Device(page)
    page.goto("/admin/login/")
    sign_in(page, ADA)
    page.wait_for_url("**/second-factor/set-up/")
    page.get_by_role("button", name="Make a passkey").press("Enter")
    page.wait_for_url("**/second-factor/recovery-codes/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").press("Enter")
    expect(page.get_by_text("Copied.")).to_be_visible()
    page.get_by_role("button", name="I have printed or copied them").press("Enter")
    page.wait_for_url("**/admin/")

    open_draft(page, 0)
    expect_state(page, "saved")
    end_session(page)
    kicker(page).fill("Typed while signed out")
    expect_state(page, "signed-out")
    with page.expect_popup() as opened:
        page.locator(".saving-banner").get_by_role("link", name="Sign in in a new tab").click()
    again = opened.value
    Device(again, device.passkeys())
    sign_in(again, ADA)
    again.wait_for_url("**/second-factor/")
    expect(page.locator(".saving-banner")).to_be_visible()
    again.get_by_role("button", name="Use your passkey").press("Enter")
    again.wait_for_url("**/admin/")
    expect_state(page, "saved")
    assert draft(0).kicker == "Typed while signed out"
