"""Signing in, permissions, and an admin without requests to other hosts."""

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


def test_a_visitor_of_the_admin_is_redirected_to_the_login_form(visitor):
    response = visitor.get("/admin/")
    assert response.url.startswith(reverse("wagtailadmin_login"))
    page = visitor.get(response.url)
    assert page.status_code == HTTPStatus.OK
    assert parse(page).find("input", type="password")


def test_an_editor_signs_in_and_out(person, client):
    assert log_in(client).url == "/admin/"
    assert client.get("/admin/").status_code == HTTPStatus.OK
    client.post(reverse("wagtailadmin_logout"))
    assert client.get("/admin/").status_code == HTTPStatus.FOUND


@pytest.mark.parametrize(("username", "password"), [("ada", "wrong"), ("nobody", PASSWORD), ("", ""), ("ada\x00", "x")])
def test_a_wrong_name_or_password_is_refused_without_saying_which(person, client, username, password):
    response = log_in(client, username, password)
    assert response.status_code == HTTPStatus.OK
    assert client.get("/admin/").status_code == HTTPStatus.FOUND


def test_a_deactivated_user_cannot_sign_in(person, client):
    person.is_active = False
    person.save()
    assert log_in(client).status_code == HTTPStatus.OK
    assert client.get("/admin/").status_code == HTTPStatus.FOUND


def test_a_user_without_permissions_cannot_open_the_admin(home):
    user = signed_in(UserFactory())
    assert user.get("/admin/").status_code == HTTPStatus.FOUND
    assert user.get("/admin/pages/").status_code == HTTPStatus.FOUND


def test_a_user_with_access_only_cannot_save_or_publish(home):
    news = NewsIndexFactory()
    update = WeeklyUpdateFactory()
    reader = UserFactory()
    reader.user_permissions.add(Permission.objects.get(codename="access_admin"))
    for action in (SAVE_DRAFT, PUBLISH):
        forms.add(signed_in(reader), news, forms.weekly_update(), action)
        forms.edit(signed_in(reader), update, forms.weekly_update(title="Taken over"), action)
    assert list(WeeklyUpdate.objects.values_list("title", flat=True)) == [update.title]


def test_a_cross_site_request_is_refused(person, news_page):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    response = forms.add(client, news_page, forms.weekly_update(), PUBLISH)
    assert response.status_code == HTTPStatus.FORBIDDEN
    assert not WeeklyUpdate.objects.exists()


@pytest.fixture
def news_page(home):
    return NewsIndexFactory()


def test_an_editor_writes_publishes_and_unpublishes(editor, news_page, visitor):
    assert forms.add(editor, news_page, forms.weekly_update(), PUBLISH).status_code == HTTPStatus.FOUND
    update = WeeklyUpdate.objects.live().get()
    editor.post(reverse("wagtailadmin_pages:unpublish", args=[update.pk]))
    assert visitor.get(update.url).status_code == HTTPStatus.NOT_FOUND


def test_an_editor_cannot_manage_users_groups_or_sites(editor):
    for name in (
        "wagtailusers_users:index",
        "wagtailusers_users:add",
        "wagtailsites:index",
        "wagtailusers_groups:index",
    ):
        assert editor.get(reverse(name)).status_code == HTTPStatus.FOUND


@pytest.mark.parametrize("who", ["editor", "administrator"])
def test_the_admin_sends_no_request_to_another_host(who, request, news_page):
    client = request.getfixturevalue(who)
    update, statement, image = WeeklyUpdateFactory(), StatementFactory(), ImageFactory()
    for url in (
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
        response = client.get(url, follow=True)
        assert response.status_code == HTTPStatus.OK, url
        assert other_hosts(parse(response)) == [], url
        assert "gravatar" not in response.content.decode().lower()
        assert find_release_urls(response) == []


def find_release_urls(response):
    """The URLs at which the admin's scripts would check for a newer Wagtail."""
    found = re.findall(r"https?://[^\s\"'<>]+", response.content.decode())
    return [url for url in found if urlsplit(url).hostname in {"releases.wagtail.io", "releases.wagtail.org"}]


def test_the_editor_can_preview_an_update_before_it_is_saved(editor, news_page):
    url = reverse("wagtailadmin_pages:preview_on_add", args=["news", "weeklyupdate", news_page.pk])
    assert editor.post(url, forms.weekly_update(title="Not saved yet")).json()["is_valid"]
    preview = editor.get(url)
    assert preview.status_code == HTTPStatus.OK
    assert "Not saved yet" in preview.content.decode()
    assert preview["X-Frame-Options"] == "SAMEORIGIN"  # it is shown in a frame of the admin
    assert not WeeklyUpdate.objects.exists()


def test_an_unfinished_draft_can_be_previewed(editor, news_page):
    draft = WeeklyUpdateFactory(live=False)
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[draft.pk])
    form = forms.weekly_update(letter="null", clippings=forms.clippings({"headline": "No source yet"}))
    editor.post(url, form)
    assert editor.get(url).status_code == HTTPStatus.OK
