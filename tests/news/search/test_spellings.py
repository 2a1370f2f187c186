"""The table of spellings: its first state, and that what staff change counts at once."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from wagtail.models import Site

import news
from news.models import Source, SpellingGroup
from news.records.folding import fold
from news.search.spellings import load_names
from pages.models import Organization
from tests.factories import CountryFactory, PersonFactory, StatementFactory, WeeklyUpdateFactory, clipping

from .asking import titles

pytestmark = pytest.mark.django_db
SEED = Path(news.__file__).parent / "search" / "data" / "spellings.toml"
GROUPS = [group for chapter in tomllib.loads(SEED.read_text(encoding="utf-8")).values() for group in chapter]


def test_every_name_is_in_one_group_only():
    groups_of = {}
    for group in GROUPS:
        for name in {fold(name) for name in group}:
            groups_of.setdefault(name, []).append(group[0])
    assert {name: groups for name, groups in groups_of.items() if len(groups) > 1} == {}


def test_no_group_is_a_single_name_and_none_has_empty_ones():
    assert [group for group in GROUPS if len({fold(name) for name in group}) < 2 or not all(map(fold, group))] == []


def test_the_table_begins_with_these_groups():
    assert SpellingGroup.objects.count() == len(GROUPS)


@pytest.fixture(scope="module")
def issue(module_transaction):
    return WeeklyUpdateFactory(
        date=date(2025, 2, 21),
        clippings=[
            clipping("A school in Dnipro", "RFE/RL"),
            clipping("Anti-Semitism on the rise", "JTA"),
            clipping("Выставка в Киеве", "JTA"),
            clipping("The wooden synagogue of Zhovkva", "JTA", byline="Yakov Bleich"),
        ],
    )


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("Dnepropetrovsk", "A school in Dnipro"),
        ("Екатеринослав", "A school in Dnipro"),
        ("Днепропетровске", "A school in Dnipro"),
        ("antisemitism", "Anti-Semitism on the rise"),
        ("antisemitic", "Anti-Semitism on the rise"),
        ("Kyiv", "Выставка в Киеве"),
        ("Київ", "Выставка в Киеве"),
        ("קייב", "Выставка в Киеве"),
        ("выставки", "Выставка в Киеве"),
        ("RFERL Ekaterinoslav", "A school in Dnipro"),
    ],
)
def test_any_spelling_finds_what_has_another(issue, query, title):
    assert titles(query)[0] == title


def test_what_staff_add_and_remove_counts_at_once(issue):
    assert "The wooden synagogue of Zhovkva" not in titles("Żółkiew")
    group = SpellingGroup.objects.create(names="Zhovkva\nŻółkiew\nЖовква")
    assert titles("Zolkiew") == ["The wooden synagogue of Zhovkva"]
    group.delete()
    assert titles("Zolkiew") == []


def test_names_of_people_sources_and_countries_are_spellings_too(issue):
    PersonFactory(name="Yaakov Dov Bleich", other_names="Yakov Bleich, Jacob Bleich")
    assert "The wooden synagogue of Zhovkva" in titles("Jacob Bleich")
    Source.objects.update_or_create(slug="jta", defaults={"name": "JTA", "spellings": "Jewish Telegraphic Agency"})
    assert "Anti-Semitism on the rise" in titles("jewish telegraphic agency")
    CountryFactory(title="Moldova", iso_code="MD", other_names="Молдова, Bessarabia")
    assert titles("Bessarabia") == ["Moldova"]


@pytest.mark.parametrize("query", ["KyivPost Zhovkva", "kyivpost.com", "www.kyivpost.com Zhovkva"])
def test_a_source_is_found_by_its_host_and_by_its_name_written_together(query):
    Source.objects.update_or_create(name="Kyiv Post", defaults={"slug": "kyiv-post", "hosts": "kyivpost.com"})
    WeeklyUpdateFactory(clippings=[clipping("A synagogue in Zhovkva", "Kyiv Post"), clipping("Zhovkva roof", "JTA")])
    assert titles(query) == ["A synagogue in Zhovkva"]


def test_the_organization_s_own_name_excludes_nothing_beside_other_words(home):
    StatementFactory(title="On schools", body="<p>A roof.</p>")
    StatementFactory(title="Who we are", body="<p>NCSEJ</p>")
    Organization.objects.update_or_create(site=Site.objects.get(), defaults={"short_name": "NCSEJ"})
    assert titles("what does NCSEJ say about schools") == ["On schools"]
    assert titles("NCSEJ") == ["Who we are"]


@pytest.mark.parametrize(("query", "title"), [("how do I subscribe", "Sign up"), ("where can I give money", "Donate")])
def test_a_visitor_who_asks_in_other_words_finds_the_page(home, query, title):
    for name in ("Sign up", "Donate", "About"):
        StatementFactory(title=name)
    assert titles(query) == [title]


def test_all_names_are_one_query(issue, django_assert_num_queries):
    with django_assert_num_queries(1):
        load_names()
