"""The records of people, who all stand on one page: after each change of a person or a term of office."""

from django.contrib.postgres.search import SearchQuery
from django.db import transaction

from news.models import Record
from news.records.tasks import make_records
from pages.models import Organization, Person
from tests.factories import PeopleFactory, PersonFactory, TermFactory
from tests.ncsej_site.worker_queue import queued, run_queue


def test_a_person_with_several_terms_is_one_task_and_nothing_is_written_before(
    home, worker, django_assert_max_num_queries
):
    people = PeopleFactory()
    with django_assert_max_num_queries(1000) as queries, transaction.atomic():
        person = PersonFactory(name="Ada Example")
        for title in ("Chair of the board", "President", "Treasurer"):
            TermFactory(person=person, title=title)
    assert not [query["sql"] for query in queries.captured_queries if '"news_record"' in query["sql"]]
    assert len(queued(make_records, people.pk)) == 1
    run_queue(worker)
    assert "Treasurer" in Record.objects.get(kind=Record.Kind.PERSON).text


def test_people_are_found_by_their_office_and_the_short_names_of_the_organization(home):
    organization = Organization.for_site(home.get_site())
    organization.names = [
        ("era", {"name": "National Conference", "abbreviation": "NCSJ", "from_year": 1971}),
        ("era", {"name": "American Conference", "abbreviation": "", "from_year": 1964}),
    ]
    organization.save()
    PeopleFactory()
    TermFactory(person=PersonFactory(name="Ada Example"), title="Chairman")
    for words in ("ncsej chairman", "chairman of ncsj"):
        found = Record.objects.filter(vector=SearchQuery(words, config="english", search_type="websearch"))
        assert [record.title for record in found] == ["Ada Example"]


def test_people_are_found_by_name_and_by_the_offices_they_are_given(home):
    people = PeopleFactory()
    person = PersonFactory(name="Ada Example", other_names="Adda Example")
    TermFactory(person=person, title="Chair of the board")
    record = Record.objects.get(kind=Record.Kind.PERSON)
    assert (record.title, record.page_id) == ("Ada Example", people.pk)
    assert "Chair of the board" in record.text
    person.name = "Ada Beispiel"
    person.save()
    assert Record.objects.get(kind=Record.Kind.PERSON).title == "Ada Beispiel"
    Person.objects.get().delete()
    assert not Record.objects.filter(kind=Record.Kind.PERSON).exists()
