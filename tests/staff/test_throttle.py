"""Guessing passwords: few guesses are judged, and nobody is locked out by those of others."""

import threading
from collections import Counter
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.contrib.auth import hashers
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from staff import limits
from staff.models import AttemptCount
from staff.throttle import prune_attempts
from tests.html import parse

from .sign_in import ELSEWHERE, LOGIN_URLS, OFFICE, flood, is_signed_in, known_browser, make_account, sign_in

# -- What a guesser gets -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", LOGIN_URLS)
def test_of_a_hundred_guesses_five_cost_a_hash(staff, hashes, url):
    hashes.clear()
    flood(["ada"], times=100, url=url)
    assert hashes["hashes"] == limits.ACCOUNT.attempts


def test_guesses_at_many_accounts_are_limited_for_the_network(staff, hashes):
    hashes.clear()
    flood([f"name{number}" for number in range(100)])
    assert hashes["hashes"] == limits.NETWORK.attempts
    assert AttemptCount.objects.count() <= limits.NETWORK.attempts + 2  # a flood of names does not fill the table


@pytest.mark.parametrize("url", LOGIN_URLS)
def test_a_guesser_reads_how_long_to_wait_and_the_right_password_is_not_believed(staff, hashes, url):
    flood(["ada"], times=5)
    hashes.clear()
    browser = Client()
    response = sign_in(browser, url=url)
    assert response.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert 0 < int(response["Retry-After"]) <= limits.ACCOUNT.period.total_seconds()
    page = parse(response)
    assert "Please try again in 15 minutes." in page.get_text()
    assert page.find("input", attrs={"name": "username"})["value"] == "ada"
    assert not is_signed_in(browser)
    assert hashes["hashes"] == 0


def test_an_unknown_an_inactive_and_a_known_account_are_refused_alike(staff, hashes):
    inactive = make_account("former")
    inactive.is_active = False
    inactive.save()
    replies = {}
    for number, username in enumerate(["ada", "former", "nobody"]):
        hashes.clear()
        responses = [sign_in(Client(), username, "wrong", f"198.51.{number}.1") for _ in range(7)]
        replies[username] = [
            (response.status_code, parse(response).find(class_="messages").get_text(strip=True))
            for response in responses
        ]
        assert hashes["hashes"] == limits.ACCOUNT.attempts
    assert replies["ada"] == replies["former"] == replies["nobody"]


def test_a_password_of_a_deactivated_account_is_refused_as_a_wrong_one(staff):
    staff[0].is_active = False
    staff[0].save()
    right, wrong = sign_in(Client()), sign_in(Client(), password="wrong")
    errors = [parse(response).find(class_="messages").get_text(strip=True) for response in (right, wrong)]
    assert errors[0] == errors[1] != ""


def test_the_limit_holds_for_guesses_at_once(database, monkeypatch):
    judged = Counter()
    monkeypatch.setattr(hashers.PBKDF2PasswordHasher, "encode", lambda *args: judged.update(["hash"]) or "no hash")
    monkeypatch.setattr("staff.throttle.hashing_slots", threading.BoundedSemaphore(20))
    monkeypatch.setattr("staff.throttle.hashing_queue", threading.BoundedSemaphore(20))
    start = threading.Barrier(20)

    def guess():
        start.wait()
        for _ in range(3):
            sign_in(Client(), "nobody at all", "wrong")
        connection.close()

    threads = [threading.Thread(target=guess) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert judged["hash"] == limits.ACCOUNT.attempts


@pytest.mark.parametrize("proxies", [0, 1])
def test_an_address_that_the_client_makes_up_does_not_help(staff, hashes, settings, proxies):
    settings.TRUSTED_PROXIES = proxies
    hashes.clear()
    for number in range(20):
        forwarded = f"198.51.{number}.1" + (f", {OFFICE}" if proxies else "")
        sign_in(Client(), "ada", "wrong", "10.0.0.2", HTTP_X_FORWARDED_FOR=forwarded)
    assert hashes["hashes"] == limits.ACCOUNT.attempts


def test_a_device_cookie_of_another_account_or_a_forged_one_does_not_help(staff, hashes):
    own = known_browser("grace")
    (name,) = [name for name in own.cookies if name.startswith("device_")]
    value = own.cookies[name].value
    ada = known_browser("ada")
    (ada_name,) = [name for name in ada.cookies if name.startswith("device_")]
    flood(["ada"], times=5)
    hashes.clear()
    for cookie in (value, "forged", "forged:1:2", ""):
        browser = Client()
        browser.cookies[ada_name] = cookie
        assert sign_in(browser).status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert hashes["hashes"] == 0


def test_the_guesses_of_one_known_browser_are_limited_too(staff, hashes):
    browser = known_browser("ada")
    hashes.clear()
    for number in range(50):
        sign_in(browser, password=f"guess {number}")
    assert hashes["hashes"] == limits.DEVICE.attempts


# -- What the three people get -----------------------------------------------------------------------------------


def test_three_people_sign_in_while_guessers_flood_their_accounts_from_their_own_network(staff):
    names = [user.username for user in staff]
    browsers = {name: known_browser(name) for name in names}
    flood(names)
    assert sign_in(Client(), "ada").status_code == HTTPStatus.TOO_MANY_REQUESTS
    for name, browser in browsers.items():
        assert sign_in(browser, name).status_code == HTTPStatus.FOUND
        assert is_signed_in(browser)


def test_a_new_browser_signs_in_from_another_network_during_a_flood(staff):
    flood(["ada"])
    assert sign_in(Client(), "ada", address=ELSEWHERE).status_code == HTTPStatus.FOUND


def test_two_colleagues_who_share_a_browser_are_both_known(staff):
    browser = known_browser("ada")
    sign_in(browser, "grace")
    browser.post(reverse("wagtailadmin_logout"))
    flood(["ada", "grace"])
    for name in ("ada", "grace"):
        assert sign_in(browser, name).status_code == HTTPStatus.FOUND


def test_who_signs_in_after_four_mistakes_may_make_four_again(staff):
    for _ in range(3):
        for _ in range(4):
            assert sign_in(Client(), password="a mistyped password").status_code == HTTPStatus.OK
        assert sign_in(Client()).status_code == HTTPStatus.FOUND


def test_signing_in_often_is_no_guessing(staff):
    for _ in range(limits.NETWORK.attempts + 5):
        assert sign_in(Client()).status_code == HTTPStatus.FOUND


def test_after_the_time_that_was_said_the_right_password_is_believed(staff, monkeypatch):
    flood(["ada"], times=10)
    later = timezone.now() + limits.ACCOUNT.period + timedelta(seconds=1)
    monkeypatch.setattr("staff.throttle.timezone.now", lambda: later)
    assert sign_in(Client()).status_code == HTTPStatus.FOUND


def test_only_who_signs_in_gets_a_device_cookie(staff, visitor):
    assert not visitor.get("/admin/login/").cookies.get("sessionid")
    response = sign_in(visitor, password="wrong")
    assert not [name for name in response.cookies if name.startswith("device_")]
    response = sign_in(visitor)
    (cookie,) = [cookie for name, cookie in response.cookies.items() if name.startswith("device_")]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] >= 365 * 24 * 3600
    assert "ada" not in cookie.OutputString()


def test_the_device_cookie_travels_over_https_only(staff, settings):
    settings.SESSION_COOKIE_SECURE = True
    response = sign_in(Client())
    (cookie,) = [cookie for name, cookie in response.cookies.items() if name.startswith("device_")]
    assert cookie["secure"]


# -- What is kept, and what is said ------------------------------------------------------------------------------


def test_neither_addresses_nor_accounts_are_stored_or_logged(staff, caplog):
    flood(["ada"])
    rows = str(list(AttemptCount.objects.values_list()))
    for secret in ("ada", "192.0.2", "guess"):
        assert secret not in rows
        assert secret not in caplog.text
    assert AttemptCount.objects.exists()


def test_a_flood_is_one_line_of_the_log(staff, caplog):
    flood(["ada"])
    (line,) = [record.getMessage() for record in caplog.records if record.name == "staff.throttle"]
    assert "sign-in to one account from one network, more than 5 attempts" in line


def test_old_counts_are_deleted(staff):
    flood(["ada"], times=3)
    assert AttemptCount.objects.update(expires_at=timezone.now() - timedelta(seconds=1)) == 2
    prune_attempts()
    assert not AttemptCount.objects.exists()
