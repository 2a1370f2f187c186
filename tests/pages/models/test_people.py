"""Persons in office and former leaders, and how the years of a term are printed."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from pages.models import Person, Term
from tests.factories import ImageFactory, PeopleFactory, PersonFactory, TermFactory
from tests.html import parse, text

TODAY = date(2025, 2, 21)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("starts", "ends", "covers"),
    [
        (TODAY, None, True),
        (TODAY, TODAY, True),
        (TODAY + DAY, None, False),
        (TODAY - DAY, TODAY - DAY, False),
        (TODAY - DAY, TODAY + DAY, True),
    ],
)
def test_a_term_covers_its_first_and_its_last_day(db, starts, ends, covers):
    term = TermFactory(starts_on=starts, ends_on=ends)
    assert term.covers(TODAY) is covers
    assert Term.objects.in_office(TODAY).exists() is covers


@pytest.mark.parametrize(
    ("ends", "as_written", "printed"),
    [
        (None, "", "since 2011"),
        (date(2020, 2, 1), "", "2011–2020"),
        (date(2020, 2, 1), "about 2011 to early 2020", "about 2011 to early 2020"),
    ],
)
def test_the_years_of_a_term_are_printed(ends, as_written, printed):
    assert Term(starts_on=date(2011, 1, 1), ends_on=ends, dates_as_written=as_written).dates == printed


def test_a_term_of_one_year_is_printed_as_one_year():
    assert Term(starts_on=date(2011, 1, 1), ends_on=date(2011, 12, 1)).dates == "2011"


def test_a_term_cannot_end_before_it_starts(db):
    with pytest.raises(ValidationError) as refusal:
        Term(starts_on=TODAY, ends_on=TODAY - DAY).clean()
    assert list(refusal.value.message_dict) == ["ends_on"]
    with pytest.raises(IntegrityError), transaction.atomic():
        TermFactory(starts_on=TODAY, ends_on=TODAY - DAY)


@pytest.mark.parametrize(
    ("name", "initials"), [("Mark B. Levin", "ML"), ("Jerry Goodman", "JG"), ("Plato", "P"), ("  ", "")]
)
def test_a_person_without_a_portrait_has_initials(name, initials):
    assert Person(name=name).initials == initials


@pytest.fixture
def leaders(home):
    for name, role, ends in [
        ("The Executive", Term.Role.EXECUTIVE, None),
        ("The Chair", Term.Role.CHAIR, None),
        ("Former Director", Term.Role.EXECUTIVE, date(1988, 1, 1)),
        ("Former Chair", Term.Role.CHAIR, date(2015, 12, 1)),
    ]:
        TermFactory(person=PersonFactory(name=name), role=role, starts_on=date(1971, 6, 1), ends_on=ends)
    return PeopleFactory()


def test_persons_in_office_come_before_former_leaders_each_in_the_order_of_the_roles(leaders, visitor):
    sections = parse(visitor.get(leaders.url)).main.find_all("section")
    assert [[text(h3) for h3 in section.find_all("h3")] for section in sections] == [
        ["The Chair", "The Executive"],
        ["Former Chair", "Former Director"],
    ]


def test_a_person_with_a_former_and_a_current_term_is_listed_once_with_the_current_one(home, visitor):
    person = PersonFactory(name="Two Offices")
    TermFactory(person=person, title="Deputy", starts_on=date(1990, 1, 1), ends_on=date(1992, 1, 1))
    TermFactory(person=person, title="Director", starts_on=date(1992, 1, 2))
    page = parse(visitor.get(PeopleFactory().url))
    assert [text(h3) for h3 in page.main.find_all("h3")] == ["Two Offices"]
    assert "Director" in text(page.main)
    assert "Deputy" not in text(page.main)


def test_a_portrait_replaces_the_initials(home, visitor):
    TermFactory(person=PersonFactory(name="Ada Example", portrait=ImageFactory()))
    page = parse(visitor.get(PeopleFactory().url))
    assert page.main.img["alt"] == ""  # the name stands beside it
    assert page.select(".person__initials") == []


def test_the_list_of_people_costs_three_queries(home, django_assert_num_queries):
    for _ in range(5):
        TermFactory(person=PersonFactory(portrait=ImageFactory()))
    with django_assert_num_queries(3):
        for person in Person.objects.for_list():
            assert person.current_terms
            assert person.portrait.renditions.all()
