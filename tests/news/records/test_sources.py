"""Each clipping has its sources, however they are printed; and staff keep the list of them."""

from http import HTTPStatus

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry

from news.models import Record, Source
from news.records.sources import SourceNames, resolve_again
from news.records.tasks import find_missing_records, resolve_sources
from tests.factories import UserFactory, WeeklyUpdateFactory, clipping
from tests.html import parse, text


@pytest.mark.parametrize(
    ("printed", "url", "slugs"),
    [
        ("RFE/RL", "", ["rfe-rl"]),
        ("RFERL", "", ["rfe-rl"]),
        ("Radio Free Europe/Radio Liberty", "", ["rfe-rl"]),
        ("radio free europe / radio liberty", "", ["rfe-rl"]),
        ("Jewish Telegraphic Agency", "", ["jta"]),
        ("jta.org", "", ["jta"]),
        ("The Jerusalem Post", "", ["jerusalem-post"]),
        ("Jerusalem Post", "", ["jerusalem-post"]),
        ("The Hill", "", ["the-hill"]),
        ("Hill", "", ["the-hill"]),
        ("Arutz Sheva/JTA", "", ["arutz-sheva", "jta"]),
        ("YNetNews", "", ["ynet"]),
        ("Ha'aretz", "", ["haaretz"]),
        ("Радио Азаттык", "", ["radio-azattyk"]),
        ("Kyrgyz service", "https://rus.azattyk.org/a/1.html", ["radio-azattyk"]),
        ("Kiev Post", "https://www.jta.org/1", ["kyiv-post"]),
        ("", "https://www.jta.org/1", []),
        ("Somebody", "http://[", ["somebody"]),
    ],
)
def test_a_source_is_known_by_its_spellings_its_parts_and_its_host(db, printed, url, slugs):
    assert SourceNames().resolve(printed, url) == slugs


def test_every_spelling_of_the_seed_belongs_to_one_source(db):
    names = SourceNames()
    sources = list(Source.objects.all())
    assert len(sources) > 50
    for source in sources:
        assert {names.resolve(name)[0] for name in source.names} == {source.slug}
        assert {names.find_host(f"www.{host}") for host in source.host_list} == {source.slug}
        assert source.slug.isascii()


def test_a_source_that_is_named_for_the_first_time_is_added_once(db):
    first, second = SourceNames(), SourceNames()
    before = Source.objects.count()
    assert first.resolve("Radio Курьер") == second.resolve("Radio Курьер") == ["radio-kurer"]
    assert Source.objects.count() == before + 1
    assert first.resolve("Radio “Kurer”!") == ["radio-kurer-2"]


def test_a_very_long_source_is_the_same_the_next_time(db):
    printed = "Gazette of the north " * 20
    assert SourceNames().resolve(printed) == SourceNames().resolve(printed)


@pytest.fixture
def issue(home):
    names = ["The Illustrative Times", "Illustrative Times Online", "JTA"]
    return WeeklyUpdateFactory(clippings=[clipping(source=name) for name in names])


def sources():
    return list(Record.objects.clippings().order_by("position").values_list("sources", flat=True))


def edit(client, source, **changes):
    data = {"name": source.name, "spellings": source.spellings, "hosts": source.hosts, "same_as": ""} | changes
    return client.post(reverse("sources:edit", args=[source.pk]), data)


def errors(response):
    return [text(error) for error in parse(response).select(".error-message")]


def test_a_spelling_that_an_editor_adds_changes_what_is_published(issue, editor):
    times = Source.objects.get(slug="the-illustrative-times")
    Source.objects.get(slug="illustrative-times-online").delete()
    assert edit(editor, times, spellings="Illustrative Times Online").status_code == HTTPStatus.FOUND
    assert sources() == [["the-illustrative-times"], ["the-illustrative-times"], ["jta"]]


def test_an_editor_says_that_two_sources_are_the_same(issue, editor):
    online, times = (
        Source.objects.get(slug="illustrative-times-online"),
        Source.objects.get(name="The Illustrative Times"),
    )
    edit(editor, online, hosts="https://www.illustrative.example/news", same_as=times.pk)
    assert sources() == [["the-illustrative-times"], ["the-illustrative-times"], ["jta"]]
    times.refresh_from_db()
    assert (times.spellings, times.hosts) == ("Illustrative Times Online", "illustrative.example")
    assert not Source.objects.filter(pk=online.pk).exists()
    redirect = Redirect.objects.get(old_path="/sources/illustrative-times-online")
    assert redirect.link == "/sources/the-illustrative-times/"


def test_a_merger_is_in_the_history_of_the_site(issue, administrator):
    online, times = Source.objects.get(slug="illustrative-times-online"), Source.objects.get(slug="jta")
    edit(administrator, online, same_as=times.pk)
    entries = ModelLogEntry.objects.order_by("pk").values_list("action", "object_id", "label", "user__username")
    assert list(entries) == [
        ("wagtail.delete", str(online.pk), "Illustrative Times Online", "administrator"),
        ("wagtail.edit", str(times.pk), "JTA", "administrator"),
    ]


def test_a_merger_takes_nothing_that_belongs_to_a_third_source(issue, editor):
    online, jta = Source.objects.get(slug="illustrative-times-online"), Source.objects.get(slug="jta")
    response = edit(editor, online, spellings="JTA News\nJPost", hosts="jta.org", same_as=jta.pk)
    assert errors(response) == ["“JPost” belongs to “Jerusalem Post” already."]
    assert Source.objects.filter(pk=online.pk).exists()


def test_who_may_not_delete_sources_cannot_merge_them(issue, home):
    user = UserFactory(username="changer", groups=["Editors"])
    group = Group.objects.get(name="Editors")
    group.permissions.remove(Permission.objects.get(codename="delete_source"))
    client = Client()
    client.force_login(user)
    online, jta = Source.objects.get(slug="illustrative-times-online"), Source.objects.get(slug="jta")
    url = reverse("sources:edit", args=[online.pk])
    assert not parse(client.get(url)).select("[name=same_as]")
    assert edit(client, online, same_as=jta.pk).status_code == HTTPStatus.FOUND
    assert Source.objects.filter(pk=online.pk).exists()


def test_a_spelling_that_another_source_has_is_refused_at_its_field(editor):
    jta, post = Source.objects.get(slug="jta"), Source.objects.get(slug="jerusalem-post")
    response = edit(editor, jta, spellings="JPost\nMoscow Times", hosts="jpost.com")
    assert errors(response) == [
        "“JPost” belongs to “Jerusalem Post” already. "
        "“Moscow Times” is a source of its own. If it is the same, edit that one and choose under “Is the same as”.",
        "“jpost.com” belongs to “Jerusalem Post” already.",
    ]
    assert parse(response).select_one("[name=spellings]").text.strip() == "JPost\nMoscow Times"
    assert post.spellings == "JPost\nJ Post"


def test_a_name_that_another_source_has_as_a_spelling_is_refused(editor):
    data = {"name": "The Jewish Telegraphic Agency", "spellings": "", "hosts": ""}
    response = editor.post(reverse("sources:add"), data)
    assert errors(response) == ["“The Jewish Telegraphic Agency” belongs to “JTA” already."]


@pytest.mark.parametrize("host", ["rferl", "no host", "http://[", "a b.org"])
def test_what_is_no_host_is_refused_at_its_field(editor, host):
    response = editor.post(reverse("sources:add"), {"name": "New Times", "spellings": "", "hosts": host})
    assert errors(response) == [f"“{host}” is not a host, such as “rferl.org”."]


def test_a_new_source_has_an_address_and_its_hosts_without_what_was_around_them(editor):
    data = {
        "name": "Сибирь/Times",
        "spellings": " One \n\nTwo\nOne",
        "hosts": "https://www.Siberia.example/a\nb.example",
    }
    editor.post(reverse("sources:add"), data)
    source = Source.objects.get(name="Сибирь/Times")
    assert (source.slug, source.spellings) == ("sibir-times", "One\nTwo")
    assert source.host_list == ["siberia.example", "b.example"]


def test_a_source_keeps_its_address_when_its_name_changes(editor):
    jta = Source.objects.get(slug="jta")
    edit(editor, jta, name="Jewish Telegraphic Agency (JTA)", spellings="JTA")
    jta.refresh_from_db()
    assert (jta.slug, jta.name) == ("jta", "Jewish Telegraphic Agency (JTA)")


def test_a_deleted_source_comes_back_with_the_clippings_that_name_it_and_the_editor_is_told(issue, editor):
    times = Source.objects.get(name="The Illustrative Times")
    url = reverse("sources:delete", args=[times.pk])
    assert "Clippings that name it bring it back." in editor.get(url).text
    editor.post(url)
    assert Source.objects.get(name="The Illustrative Times").pk != times.pk
    assert sources()[0] == ["the-illustrative-times"]


def test_the_list_says_how_many_clippings_each_source_has(issue, editor, django_assert_max_num_queries):
    for _ in range(2):
        WeeklyUpdateFactory(clippings=[clipping(source="JTA")])
    with django_assert_max_num_queries(20):
        response = editor.get(reverse("sources:index"), {"ordering": "-clippings"})
    cells = [text(cell) for cell in parse(response).select("main tbody tr:first-child td")]
    assert cells[0].startswith("JTA")
    assert cells[1:] == ["3", "Jewish Telegraphic Agency, JTA News", "jta.org"]


def test_finding_the_sources_anew_costs_the_same_for_any_number_of_clippings(home, django_assert_max_num_queries):
    def count(number):
        WeeklyUpdateFactory(clippings=[clipping(source="JTA")] * number)
        Record.objects.update(sources=["gone"])
        with django_assert_max_num_queries(100) as queries, transaction.atomic():
            assert resolve_again() == Record.objects.clippings().count()
        return len(queries)

    assert count(2) == count(30)


def test_the_hourly_sweep_finds_sources_that_are_gone(issue):
    assert not list(find_missing_records()) or [task for task, _ in find_missing_records()] != [resolve_sources]
    Source.objects.filter(slug="the-illustrative-times").delete()
    assert (resolve_sources, []) in list(find_missing_records())
