"""What an open editor is told about its session, and what a script is answered instead of being led elsewhere."""

import json
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from staff.session_state import derive_copy_key
from tests.conftest import signed_in
from tests.factories import StandardPageFactory, StatementFactory, UserFactory
from tests.forms import statement

URL = "/admin/session/"
AS_SCRIPT = {"headers": {"accept": "application/json"}}


@pytest.fixture
def ada(home):
    return UserFactory(username="ada", first_name="Ada", last_name="Example", groups=["Editors"])


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def answer(response):
    assert response["Content-Type"] == "application/json"
    return response.status_code, response.json().get("error_code")


def test_the_session_tells_its_owner_who_they_are_and_is_kept_by_nobody(ada):
    response = signed_in(ada).get(URL)
    told = response.json()
    assert (told["user"], told["name"]) == (str(ada.pk), "Ada Example")
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


def test_the_token_that_the_session_hands_out_is_accepted(ada):
    client = signed_in(ada)
    client.handler.enforce_csrf_checks = True
    page = StandardPageFactory()
    unlocked = {"csrfmiddlewaretoken": "x" * 64}
    assert answer(client.post(edit_url(page), unlocked, **AS_SCRIPT)) == (HTTPStatus.FORBIDDEN, "csrf")
    token = client.get(URL).json()["token"]
    assert answer(client.post(edit_url(page), {"csrfmiddlewaretoken": token}, **AS_SCRIPT))[1] != "csrf"


def test_each_person_has_a_key_of_their_own_which_stays_the_same(ada, settings):
    key = signed_in(ada).get(URL).json()["key"]
    assert signed_in(ada).get(URL).json()["key"] == key
    assert signed_in(UserFactory(groups=["Editors"])).get(URL).json()["key"] != key
    settings.SECRET_KEY = "x" * 50
    assert derive_copy_key(ada) != key


def test_who_is_signed_out_or_may_not_enter_the_admin_gets_no_key(home):
    for client in (Client(), signed_in(UserFactory())):
        response = client.get(URL)
        assert answer(response) == (HTTPStatus.UNAUTHORIZED, "signed_out")
        assert "key" not in response.json()
    assert Client().post(URL).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_a_script_whose_session_has_ended_is_told_so_and_a_person_is_asked_to_sign_in(ada):
    page, client = StandardPageFactory(), signed_in(ada)
    client.session.flush()
    assert answer(client.post(edit_url(page), {}, **AS_SCRIPT)) == (HTTPStatus.UNAUTHORIZED, "signed_out")
    assert client.post(edit_url(page)).headers["Location"].startswith("/admin/login/")


def test_a_script_is_told_that_a_page_is_gone_locked_or_no_longer_theirs(ada):
    page, client = StatementFactory(live=False), signed_in(ada)
    page.locked = True
    page.locked_by = UserFactory()
    page.save()
    form = statement()
    assert answer(client.post(edit_url(page), form, **AS_SCRIPT)) == (HTTPStatus.BAD_REQUEST, "locked")

    ada.groups.clear()
    assert answer(client.post(edit_url(page), form, **AS_SCRIPT)) == (HTTPStatus.FORBIDDEN, "permission_denied")
    ada.groups.set(UserFactory(groups=["Contributors"]).groups.all())
    assert answer(client.post(edit_url(page), form, **AS_SCRIPT)) == (HTTPStatus.FORBIDDEN, "permission_denied")
    assert "permission" not in client.get("/admin/").text.partition('class="messages"')[2].partition("</ul>")[0]

    page.delete()
    assert answer(client.post(edit_url(page), form, **AS_SCRIPT)) == (HTTPStatus.NOT_FOUND, "gone")


def test_a_fault_of_the_site_tells_a_script_no_more_than_that(ada, monkeypatch):
    page, client = StandardPageFactory(), signed_in(ada)
    client.raise_request_exception = False

    def fail(*args, **kwargs):
        raise RuntimeError("secret")

    monkeypatch.setattr("wagtail.models.Page.get_latest_revision", fail)
    response = client.post(edit_url(page), {}, **AS_SCRIPT)
    assert answer(response) == (HTTPStatus.INTERNAL_SERVER_ERROR, "internal_error")
    assert "secret" not in json.dumps(response.json())


def test_signing_out_lets_the_device_forget_what_it_kept_for_that_person(ada):
    client = signed_in(ada)
    cookie = client.post("/admin/logout/").cookies[f"discard_copies_{ada.pk}"]
    assert not cookie["max-age"]
    assert cookie["samesite"] == "Strict"
    assert not [name for name in Client().post("/admin/logout/").cookies if name.startswith("discard_")]


def test_asking_about_the_session_is_no_activity(ada):
    client = signed_in(ada)
    client.get("/admin/account/")
    session = client.session
    session["staff_active_at"] -= 3600
    session.save()
    client.get(URL)
    assert client.session["staff_active_at"] == session["staff_active_at"]
