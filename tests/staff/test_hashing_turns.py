"""Guessers from many networks, who are under every limit: they queue for the hash, and take few threads."""

import queue
import threading
from contextlib import contextmanager
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client

from staff import limits, throttle
from staff.models import AttemptCount
from staff.throttle import WAITING_AT_ONCE, hashing_slots
from tests.html import parse

from .sign_in import ELSEWHERE, LOGIN_URLS, flood, known_browser, sign_in

LONG = 60  # seconds, which pass in no test that succeeds


@pytest.fixture
def patient(monkeypatch):
    """Whoever waits for a turn waits as long as the test needs."""
    monkeypatch.setattr(throttle, "LONGEST_WAIT", LONG)


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(throttle, "LONGEST_WAIT", 0.01)


@contextmanager
def guesses_while_one_hashes(addresses):
    """A thread for each address guesses, and yields the queue of their responses; the turn is free at the end."""
    responses = queue.SimpleQueue()

    def guess(address):
        responses.put(sign_in(Client(), "nobody at all", "wrong", address))
        connection.close()

    threads = [threading.Thread(target=guess, args=[address]) for address in addresses]
    with throttle.hashing_queue:
        with hashing_slots:
            for thread in threads:
                thread.start()
            yield responses
        for thread in threads:
            thread.join()


def test_of_guessers_from_many_networks_few_wait_and_those_who_wait_are_judged(database, hashes, patient):
    addresses = [f"198.51.{number}.1" for number in range(6)]
    with guesses_while_one_hashes(addresses) as responses:
        refused = [responses.get(timeout=LONG) for _ in addresses[WAITING_AT_ONCE:]]
        assert hashes["hashes"] == 0
    assert {response.status_code for response in refused} == {HTTPStatus.TOO_MANY_REQUESTS}
    judged = [responses.get(timeout=LONG) for _ in range(WAITING_AT_ONCE)]
    assert {response.status_code for response in judged} == {HTTPStatus.OK}
    assert hashes["hashes"] == WAITING_AT_ONCE
    assert AttemptCount.objects.filter(count=1).count() == 2 * WAITING_AT_ONCE  # network and account; no one refused


def test_a_guess_that_waits_is_counted(database, hashes, patient):
    """Or one network's guesses that wait would be judged above its limit."""
    for _ in range(limits.ACCOUNT.attempts - 1):
        sign_in(Client(), "nobody at all", "wrong", ELSEWHERE)
    hashes.clear()
    with guesses_while_one_hashes([ELSEWHERE] * 2) as responses:
        refused = responses.get(timeout=LONG)
    assert "in 15 minutes" in parse(refused).get_text()
    assert responses.get(timeout=LONG).status_code == HTTPStatus.OK
    assert hashes["hashes"] == 1


@pytest.mark.parametrize("url", LOGIN_URLS)
def test_a_new_browser_waits_while_another_password_is_hashed_and_signs_in(staff, patient, url):
    hashing_slots.acquire()
    threading.Timer(0.1, hashing_slots.release).start()
    assert sign_in(Client(), address=ELSEWHERE, url=url).status_code == HTTPStatus.FOUND


@pytest.mark.parametrize("url", LOGIN_URLS)
def test_whose_turn_does_not_come_reads_what_works_and_loses_no_attempt(staff, hashes, impatient, url):
    hashes.clear()
    with hashing_slots:
        for _ in range(limits.ACCOUNT.attempts + 1):
            response = sign_in(Client(), address=ELSEWHERE, url=url)
            assert response.status_code == HTTPStatus.TOO_MANY_REQUESTS
    page = parse(response)
    assert "in a few seconds" in page.get_text()
    assert "“Forgotten password?” works at any time" in page.get_text()
    assert page.find("a", href="/admin/password_reset/").get_text() == "Forgotten password?"
    assert hashes["hashes"] == 0
    assert not AttemptCount.objects.filter(count__gt=0).exists()
    assert sign_in(Client(), address=ELSEWHERE, url=url).status_code == HTTPStatus.FOUND


def test_a_known_browser_waits_for_nobody(staff, impatient):
    browser = known_browser("ada")
    with hashing_slots:
        assert sign_in(browser).status_code == HTTPStatus.FOUND


def test_a_guesser_who_is_refused_takes_no_turn_from_a_stranger(staff, impatient):
    flood(["ada"])
    with hashing_slots:  # as the stranger has it
        refused = sign_in(Client(), "ada", "wrong")
    assert "in 15 minutes" in parse(refused).get_text()
