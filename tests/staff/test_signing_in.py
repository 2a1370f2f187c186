"""Who may edit, and an admin that calls no one."""

import re
from http import HTTPStatus
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from news.models import WeeklyUpdate
from tests import forms
from tests.conftest import signed_in
from tests.factories import ImageFactory, NewsIndexFactory, StatementFactory, UserFactory, WeeklyUpdateFactory
from tests.forms import PUBLISH, SAVE_DRAFT
from tests.html import other_hosts, parse

PASSWORD = "a long enough password"


@pytest.fixture
def person(home):
    """An editor with a password, as the login form wants it."""
    user = UserFactory(username="ada", groups=["Editors"])
    user.set_password(PASSWORD)
    user.save()
    return user


def log_in(client, username="ada", password=PASSWORD):
    return client.post(reverse("wagtailadmin_login"), {"username": username, "password": password})


def test_who_is_not_signed_in_is_asked_to(visitor):
    answer = visitor.get("/admin/")
    assert answer.url.startswith(reverse("wagtailadmin_login"))
    page = visitor.get(answer.url)
    assert page.status_code == HTTPStatus.OK
    assert parse(page).find("input", type="password")


def test_an_editor_signs_in_and_out(person, client):
    assert log_in(client).url == "/admin/"
    assert client.get("/admin/").status_code == HTTPStatus.OK
    client.post(reverse("wagtailadmin_logout"))
    assert client.get("/admin/").status_code == HTTPStatus.FOUND


@pytest.mark.parametrize(("username", "password"), [("ada", "wrong"), ("nobody", PASSWORD), ("", ""), ("ada\x00", "x")])
def test_a_wrong_name_or_password_is_refused_without_saying_which(person, client, username, password):
    answer = log_in(client, username, password)
    assert answer.status_code == HTTPStatus.OK
    assert client.get("/admin/").status_code == HTTPStatus.FOUND


def test_who_has_left_cannot_sign_in(person, client):
    person.is_active = False
    person.save()
    assert log_in(client).status_code == HTTPStatus.OK
    assert client.get("/admin/").status_code == HTTPStatus.FOUND


def test_a_user_without_rights_is_kept_out_of_the_admin(home):
    stranger = signed_in(UserFactory())
    assert stranger.get("/admin/").status_code == HTTPStatus.FOUND
    assert stranger.get("/admin/pages/").status_code == HTTPStatus.FOUND


def test_a_user_who_may_only_look_cannot_write_or_publish(home):
    news = NewsIndexFactory()
    update = WeeklyUpdateFactory()
    looker = UserFactory()
    looker.user_permissions.add(Permission.objects.get(codename="access_admin"))
    for action in (SAVE_DRAFT, PUBLISH):
        forms.add(signed_in(looker), news, forms.weekly_update(), action)
        forms.edit(signed_in(looker), update, forms.weekly_update(title="Taken over"), action)
    assert list(WeeklyUpdate.objects.values_list("title", flat=True)) == [update.title]


def test_a_request_from_another_site_changes_nothing(person, news_page):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    answer = forms.add(client, news_page, forms.weekly_update(), PUBLISH)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert not WeeklyUpdate.objects.exists()


@pytest.fixture
def news_page(home):
    return NewsIndexFactory()


def test_an_editor_writes_publishes_and_withdraws(editor, news_page, visitor):
    assert forms.add(editor, news_page, forms.weekly_update(), PUBLISH).status_code == HTTPStatus.FOUND
    update = WeeklyUpdate.objects.live().get()
    editor.post(reverse("wagtailadmin_pages:unpublish", args=[update.pk]))
    assert visitor.get(update.url).status_code == HTTPStatus.NOT_FOUND


def test_an_editor_cannot_make_users_or_change_the_sites_address(editor):
    for name in (
        "wagtailusers_users:index",
        "wagtailusers_users:add",
        "wagtailsites:index",
        "wagtailusers_groups:index",
    ):
        assert editor.get(reverse(name)).status_code == HTTPStatus.FOUND


@pytest.mark.parametrize("who", ["editor", "administrator"])
def test_the_admin_calls_no_other_host(who, request, news_page):
    client = request.getfixturevalue(who)
    update, statement, image = WeeklyUpdateFactory(), StatementFactory(), ImageFactory()
    for address in (
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[news_page.pk]),
        reverse("wagtailadmin_pages:edit", args=[update.pk]),
        reverse("wagtailadmin_pages:edit", args=[statement.pk]),
        reverse("wagtailadmin_pages:add", args=["news", "weeklyupdate", news_page.pk]),
        reverse("wagtailimages:index"),
        reverse("wagtailimages:edit", args=[image.pk]),
        reverse("wagtailadmin_account"),
        reverse("wagtailadmin_login"),
        reverse("start_from_last_issue"),
    ):
        answer = client.get(address, follow=True)
        assert answer.status_code == HTTPStatus.OK, address
        assert other_hosts(parse(answer)) == [], address
        assert "gravatar" not in answer.content.decode().lower()
        assert releases_asked_for(answer) == []


def releases_asked_for(answer):
    """Addresses that the admin's own scripts would ask whether there is a newer Wagtail."""
    found = re.findall(r"https?://[^\s\"'<>]+", answer.content.decode())
    return [
        address for address in found if urlsplit(address).hostname in {"releases.wagtail.io", "releases.wagtail.org"}
    ]


def test_the_editor_can_preview_an_update_before_it_is_saved(editor, news_page):
    address = reverse("wagtailadmin_pages:preview_on_add", args=["news", "weeklyupdate", news_page.pk])
    assert editor.post(address, forms.weekly_update(title="Not saved yet")).json()["is_valid"]
    preview = editor.get(address)
    assert preview.status_code == HTTPStatus.OK
    assert "Not saved yet" in preview.content.decode()
    assert preview["X-Frame-Options"] == "SAMEORIGIN"  # it is shown in a frame of the admin
    assert not WeeklyUpdate.objects.exists()


def test_an_unfinished_draft_can_be_previewed(editor, news_page):
    draft = WeeklyUpdateFactory(live=False)
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[draft.pk])
    form = forms.weekly_update(letter="null", clippings=forms.clippings({"headline": "No source yet"}))
    editor.post(address, form)
    assert editor.get(address).status_code == HTTPStatus.OK
