"""A forgotten password: the mail comes from the worker, and no reply tells who has an account."""

import re
from http import HTTPStatus

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from ncsej_site.mail.models import OutgoingMail
from ncsej_site.settings import EMAIL_BACKEND
from ncsej_site.worker.dashboard import describe_tasks
from staff import limits
from staff.tasks import send_password_reset
from tests.factories import UserFactory
from tests.html import parse
from tests.ncsej_site.worker_queue import run_queue

OFFICE, ELSEWHERE = "192.0.2.10", "203.0.113.20"
NEW_PASSWORD = "seven herons, a password"


@pytest.fixture
def ada(home):
    return make_account("ada")


def make_account(username, **fields):
    user = UserFactory(username=username, groups=["Editors"], **fields)
    user.set_password("a long enough password")
    user.save()
    return user


def ask(email, address=OFFICE, client=None):
    url = reverse("wagtailadmin_password_reset")
    return (client or Client()).post(url, {"email": email}, REMOTE_ADDR=address)


def test_a_reset_is_the_same_work_and_the_same_reply_for_every_address(worker, ada):
    make_account("former", is_active=False)
    without_password = UserFactory(username="sso")
    without_password.set_unusable_password()
    without_password.save()
    ask("warming-up@example.org")
    replies = {}
    for number, name in enumerate(["ada", "former", "sso", "nobody", "ADA", "o'hara+x"]):
        with CaptureQueriesContext(connection) as queries:
            response = ask(f"{name}@example.org", f"198.51.{number}.1")
        statements = [re.sub(r"'(?:[^']|'')*'|\d+", "?", query["sql"]) for query in queries]
        replies[name] = (response.status_code, response.url, statements)
    assert all(reply == replies["ada"] for reply in replies.values())
    assert replies["ada"][0] == HTTPStatus.FOUND
    assert mail.outbox == []  # the visitor waited for no mail server


def test_the_worker_mails_a_link_to_those_who_have_an_account_and_a_password(worker, ada):
    make_account("former", is_active=False)
    for name in ("ADA", "former", "nobody"):
        ask(f"{name}@example.org")
    run_queue(worker)
    (message,) = mail.outbox
    assert message.to == ["ada@example.org"]
    assert message.subject == "Password reset"
    assert "ada" in message.body


def test_two_accounts_on_one_address_get_one_mail_each_though_the_second_failed_at_first(
    worker, ada, settings, monkeypatch
):
    """What is mailed is stored by Django's mail API, and sent later."""
    settings.EMAIL_BACKEND = EMAIL_BACKEND
    make_account("grace", email="ada@example.org")
    send, calls = mail.EmailMessage.send, []

    def fail_once(message):
        calls.append(message)
        if len(calls) == 2:
            raise OSError("No space left on device")
        return send(message)

    monkeypatch.setattr(mail.EmailMessage, "send", fail_once)
    with pytest.raises(OSError, match="No space"):
        send_password_reset.call("ada@example.org", "now")
    send_password_reset.call("ada@example.org", "now")  # as the worker tries again
    stored = b"".join(bytes(row.content) for row in OutgoingMail.objects.all())
    assert OutgoingMail.objects.count() == 2
    for name in (b"forgotten): ada", b"forgotten): grace"):
        assert stored.count(name) == 1


def test_the_link_sets_a_new_password_with_which_one_signs_in_though_throttled(ada):
    browser = Client()
    sign_in = {"username": "ada", "password": NEW_PASSWORD}
    for _ in range(8):
        refused = browser.post("/admin/login/", sign_in, REMOTE_ADDR=OFFICE)
    assert refused.status_code == HTTPStatus.TOO_MANY_REQUESTS
    ask("ada@example.org")
    (url,) = re.findall(r"https?://\S+/admin/password_reset/confirm/\S+", mail.outbox[0].body)
    form = browser.get(url, follow=True)
    target = form.redirect_chain[-1][0]
    browser.post(target, {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD})
    assert browser.post("/admin/login/", sign_in, REMOTE_ADDR=OFFICE).status_code == HTTPStatus.FOUND


def test_one_address_gets_three_mails_an_hour_and_nobody_is_told(ada):
    replies = {ask(email, f"198.51.{number}.1").url for number, email in enumerate(["ada@example.org"] * 5)}
    assert ask("Ada@Example.org", ELSEWHERE).url in replies
    assert len(replies) == 1
    assert len(mail.outbox) == limits.RESET_ADDRESS.attempts == 3


def test_a_network_that_asks_for_many_is_told_to_wait(ada):
    for number in range(15):
        response = ask(f"name{number}@example.org")
    assert response.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert int(response["Retry-After"]) > 0
    page = parse(response)
    assert "Please try again in 60 minutes." in page.get_text()
    assert page.find("input", attrs={"name": "email"})["value"] == "name14@example.org"
    assert ask("ada@example.org", ELSEWHERE).status_code == HTTPStatus.FOUND


def test_the_dashboard_names_the_failed_mail_without_its_address(worker, ada):
    ask("ada@example.org")
    (result,) = DBTaskResult.objects.filter(task_path=send_password_reset.module_path)
    (described,) = describe_tasks([result])
    assert described["name"] == "Mail with a password reset"
    assert "ada" not in str(described)
