"""Who may change accounts, and is no administrator: gives nothing that they do not have themselves."""

from http import HTTPStatus

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from staff.models import User
from tests.conftest import signed_in
from tests.factories import UserFactory

from .pages import may_open


@pytest.fixture
def manager(home):
    """Somebody in the office who keeps the list of accounts."""
    user = UserFactory(username="manager", groups=["Contributors"])
    for codename in ("add_user", "change_user", "delete_user", "change_group", "add_group"):
        user.user_permissions.add(Permission.objects.get(codename=codename))
    return user


@pytest.fixture
def colleague(home):
    return UserFactory(username="colleague", first_name="C", last_name="C", groups=["Contributors"])


@pytest.fixture
def chief(home):
    return UserFactory(username="chief", is_superuser=True)


def role(name):
    return Group.objects.get(name=name)


def form(user, *roles, **fields):
    return {
        "username": user.username,
        "email": "new@example.org",
        "first_name": "New",
        "last_name": "Name",
        "is_active": "on",
        "groups": [role(name).pk for name in roles],
    } | fields


def edit(editor, user, *roles, **fields):
    return signed_in(editor).post(reverse("wagtailusers_users:edit", args=[user.pk]), form(user, *roles, **fields))


def bulk(editor, action, *users, **fields):
    url = reverse("wagtail_bulk_action", args=["staff", "user", action])
    ids = "&".join(f"id={user.pk}" for user in users)
    return signed_in(editor).post(f"{url}?{ids}", fields)


def test_who_may_change_accounts_makes_nobody_an_administrator(manager, colleague):
    assert edit(manager, colleague, "Contributors", is_superuser="on").status_code == HTTPStatus.FOUND
    colleague.refresh_from_db()
    assert colleague.first_name == "New"
    assert not colleague.is_superuser
    new = User(username="new")
    password = {"password1": "seven herons, a password", "password2": "seven herons, a password"}
    signed_in(manager).post(reverse("wagtailusers_users:add"), form(new, "Contributors", is_superuser="on", **password))
    assert not User.objects.get(username="new").is_superuser


def test_they_give_no_role_that_they_do_not_have(manager, colleague):
    assert edit(manager, colleague, "Editors").status_code == HTTPStatus.OK
    assert edit(manager, manager, "Editors").status_code == HTTPStatus.OK
    bulk(manager, "assign_role", colleague, role=role("Editors").pk)
    assert not role("Editors").user_set.exists()
    bulk(manager, "assign_role", UserFactory(username="bare"), role=role("Contributors").pk)
    assert role("Contributors").user_set.filter(username="bare").exists()


@pytest.mark.parametrize("above", ["chief", "editor"])
def test_they_change_nobody_above_them(manager, chief, above):
    other = chief if above == "chief" else UserFactory(username="above", groups=["Editors"])
    password = {"password1": "seven herons, a password", "password2": "seven herons, a password"}
    before = User.objects.values().get(pk=other.pk)
    assert not may_open(signed_in(manager), "wagtailusers_users:edit", other.pk)
    edit(manager, other, "Contributors", **password)
    bulk(manager, "set_active_state", other, mark_as_active="False")
    bulk(manager, "delete", other)
    signed_in(manager).post(reverse("wagtailusers_users:delete", args=[other.pk]))
    assert not may_reset(manager, other)
    assert User.objects.values().get(pk=other.pk) == before


def may_reset(editor, user):
    return may_open(signed_in(editor), "wagtailusers_users:reset_second_factor", user.pk)


def test_a_second_factor_is_reset_by_who_may_change_the_account_and_by_nobody_for_themselves(manager, colleague, chief):
    assert may_reset(manager, colleague)
    assert may_reset(chief, colleague)
    assert not may_reset(colleague, manager)
    assert not may_reset(UserFactory(username="e", groups=["Editors"]), colleague)
    assert not may_reset(chief, chief)


@pytest.mark.parametrize("whose", ["manager", "colleague", "chief"])
def test_no_address_of_accounts_makes_an_administrator_or_takes_one_over(manager, colleague, chief, whose):
    """Whatever Wagtail's views of accounts are called: each is sent the form that would do it."""
    other = User.objects.get(username=whose)
    before = [other.is_superuser, other.is_superuser and other.password]
    fields = form(other, "Contributors", is_superuser="on") | dict.fromkeys(
        ("password1", "password2"), "seven herons, a password"
    )
    for address in ("copy", "edit", "delete", "reset-second-factor", "history", "usage", "inspect"):
        signed_in(manager).post(f"/admin/users/{address}/{other.pk}/", fields)
    found = User.objects.filter(pk=other.pk).first()
    assert found is None or [found.is_superuser, found.is_superuser and found.password] == before
    assert not User.objects.filter(is_superuser=True).exclude(pk=chief.pk).exists()


def test_they_change_no_role(manager):
    client = signed_in(manager)
    assert not may_open(client, "wagtailusers_groups:edit", role("Contributors").pk)
    assert not may_open(client, "wagtailusers_groups:add")


def test_an_administrator_may_do_all_of_it(chief, colleague):
    assert edit(chief, colleague, "Editors", is_superuser="on").status_code == HTTPStatus.FOUND
    colleague.refresh_from_db()
    assert colleague.is_superuser
    assert may_open(signed_in(chief), "wagtailusers_groups:edit", role("Editors").pk)
