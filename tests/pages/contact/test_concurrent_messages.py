"""Messages that arrive at the same moment: neither two clicks nor a flood get past what is counted."""

from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from urllib.parse import urlencode

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from pages.contact import checks
from pages.contact.confirmation import make_token
from pages.models import ContactMessage
from tests.database import copy_of
from tests.factories import ContactFactory
from tests.whole_site import organization

from .conftest import FORM_TYPE, MESSAGE, OWN, fields_of

THREADS = 12
FLOOD = [MESSAGE | {"text": f"Flood {number}"} for number in range(120)]
pytestmark = pytest.mark.slow


@pytest.fixture
def committed(template_database, django_db_blocker):
    """A database of the test's own with a contact page, in which every thread's connection sees what is committed."""
    with django_db_blocker.unblock(), copy_of(template_database):
        organization(email="office@example.org")
        yield ContactFactory()


def post(fields, **headers):
    return Client().post(reverse("receive_message"), urlencode(fields), FORM_TYPE, headers=headers)


def post_at_once(messages, **headers):
    """The status of each answer."""

    def post_in_thread(fields):
        try:
            return post(fields, **headers).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(post_in_thread, messages))


def test_a_hundred_messages_at_once_store_and_mail_no_more_than_the_cap(committed, mailoutbox):
    statuses = post_at_once(FLOOD, origin=OWN)
    assert ContactMessage.objects.count() == checks.ASK_AFTER
    assert len(mailoutbox) == checks.ASK_AFTER
    assert statuses.count(HTTPStatus.FOUND) == checks.ASK_AFTER
    assert statuses.count(HTTPStatus.OK) == len(FLOOD) - checks.ASK_AFTER


def test_a_hundred_confirmed_messages_at_once_mail_no_more_than_the_cap(committed, mailoutbox):
    """An attacker who reads every page that asks."""
    statuses = post_at_once([message | {"token": make_token(message)} for message in FLOOD])
    assert ContactMessage.objects.received().count() == checks.HOLD_AFTER
    assert ContactMessage.objects.count() == checks.REFUSE_AFTER
    assert len(mailoutbox) == checks.HOLD_AFTER + 1  # the notice
    assert statuses.count(HTTPStatus.TOO_MANY_REQUESTS) == len(FLOOD) - checks.REFUSE_AFTER


@pytest.mark.parametrize("headers", [{"origin": OWN}, {}], ids=["a click", "a token"])
def test_one_message_sent_ten_times_at_once_is_stored_and_mailed_once(committed, mailoutbox, headers):
    fields = MESSAGE if headers else fields_of(post(MESSAGE))
    assert set(post_at_once([fields] * 10, **headers)) == {HTTPStatus.FOUND}
    assert ContactMessage.objects.count() == 1
    assert len(mailoutbox) == 1
