"""Who changes what visitors see is told when a machine goes on serving what was there before."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from pagecache.machines import find_behind, wait_for_machines
from pagecache.models import Machine
from pagecache.version import read_version
from tests.factories import StandardPageFactory
from tests.html import parse, text


@pytest.fixture
def keeping(settings, tmp_path, monkeypatch):
    """Pages are kept; nobody waits."""
    settings.PAGE_CACHE = tmp_path
    monkeypatch.setattr("ncsej_site.machines_behind.MAX_WAIT", 0)


@pytest.fixture
def machine(home, keeping):
    """machine(seconds, version): one that confirmed a version so many seconds ago; by default the current one."""

    def machine(seconds, version=None):
        confirmed_at = timezone.now() - timedelta(seconds=seconds)
        return Machine.objects.create(name="web-1", version=version or read_version(), confirmed_at=confirmed_at)

    return machine


def unpublish(client, page):
    """As the next transaction does; the test's is one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pagecache.noted', '', true)")
    response = client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), follow=True)
    return text(parse(response).select_one(".messages"))


def panel(client):
    return parse(client.get(reverse("wagtailadmin_home"))).select_one("#machines-behind")


@pytest.mark.parametrize("seconds", [1, 600], ids=["alive", "silent"])
def test_who_unpublishes_a_page_is_told_that_a_machine_does_not_know_of_it(administrator, machine, seconds):
    page = StandardPageFactory()
    machine(seconds)
    assert "visitors may still read there what was there before" in unpublish(administrator, page)


def test_of_a_machine_that_serves_nothing_any_longer_nobody_is_told(administrator, machine):
    page = StandardPageFactory()
    machine(901)
    assert "visitors may still" not in unpublish(administrator, page)
    assert panel(administrator) is None


def test_what_changes_nothing_for_visitors_is_not_warned_of(administrator, machine):
    machine(1, "of another time")
    response = administrator.post(reverse("wagtailadmin_account"), {}, follow=True)
    assert "visitors may still" not in response.content.decode()


def test_the_dashboard_says_so_while_it_lasts(administrator, machine):
    behind = machine(600, "of another time")
    assert "web-1: since" in text(panel(administrator))
    behind.version = read_version()
    behind.save()
    assert panel(administrator) is None


def test_the_usual_moment_after_a_change_is_no_news(administrator, machine):
    machine(1, "of another time")
    assert panel(administrator) is None


def test_nobody_waits_for_machines_that_know_of_it_or_are_silent(machine):
    behind = machine(600, "of another time")
    assert wait_for_machines(read_version(), max_wait=3600) == [behind]
    behind.version = read_version()
    behind.save()
    assert wait_for_machines(read_version(), max_wait=3600) == []


@pytest.mark.parametrize(
    ("known", "is_behind"),
    [("7.a.41", True), ("7.a.42", False), ("7.a.43", False), ("7.a.100", False), ("7.b.43", True), ("8.a.43", True)],
)
def test_a_machine_that_knows_what_came_later_is_not_behind(machine, known, is_behind):
    """While somebody waits, the worker makes pictures, and each is a version."""
    machine(1, known)
    assert bool(find_behind("7.a.42")) == is_behind
