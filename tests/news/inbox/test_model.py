"""An item of the inbox: one story, which waits once and becomes an ordinary clipping."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from news.inbox import earlier
from news.inbox.earlier import find_earlier
from news.models import InboxItem
from news.models.inbox import is_near, url_key
from news.models.record import article_address
from tests.factories import InboxItemFactory, UserFactory, WeeklyUpdateFactory, clipping

URL = "https://www.example.org/2026/11/synagogue-reopens/"
HEADLINE = "Synagogue reopens in Chernivtsi after thirty years"


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/2026/11/synagogue-reopens",
        "https://example.org/2026/11/Synagogue-reopens/?utm_source=mail#top",
        "https://www.google.com/url?q=https%3A%2F%2Fexample.org%2F2026%2F11%2Fsynagogue-reopens%2F&sa=U",
    ],
)
def test_one_article_has_one_key_however_its_address_is_passed_on(other):
    assert url_key(other) == url_key(URL)
    assert url_key("https://example.org/2026/11/synagogue-reopens/?id=2") != url_key(URL)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("Synagogue Reopens in Chernivtsi, After Thirty Years", True),
        ("After thirty years, synagogue in Chernivtsi reopens doors", True),
        ("Synagogue burns in Chernivtsi after thirty years of quiet", False),
        ("Synagogue reopens", False),
        ("Synagogue reopens in Chernivtsi after thirty years, five say", False),
        ("Synagogue reopens in Chernivtsi after thirty years 2026", False),
    ],
)
def test_headlines_are_near_the_same_by_four_fifths_of_their_words(other, expected):
    assert is_near(HEADLINE, other) is expected


@pytest.mark.django_db
def test_a_story_waits_once_and_may_be_found_again_when_it_was_dismissed():
    InboxItemFactory(url=URL).dismiss()
    InboxItemFactory(url=URL)
    with pytest.raises(IntegrityError), transaction.atomic():
        InboxItemFactory(url=URL)


@pytest.mark.django_db
def test_what_a_person_typed_is_not_replaced_by_what_was_read():
    item = InboxItemFactory(url=URL, headline="Ours", byline="", typed=["headline", "byline"])
    item.fill({"headline": "Theirs", "byline": "A. Writer", "source": "JTA", "excerpt": ""})
    assert (item.headline, item.byline, item.source) == ("Ours", "", "JTA")


@pytest.mark.django_db
def test_an_item_becomes_the_value_of_a_clipping_with_the_countries_it_is_about(home):
    day = datetime.date(2026, 11, 24)
    item = InboxItemFactory(
        url=URL, headline="Synagogue reopens in Ukraine", date=day, excerpt="In Kyiv, a synagogue reopened."
    )
    value = item.as_clipping()
    assert value["countries"] == ["UA"]
    assert value["source"] == "example.org"  # until the publisher is known
    update = WeeklyUpdateFactory(clippings=[("clipping", value)])
    assert update.clippings[0].value["headline"] == "Synagogue reopens in Ukraine"
    InboxItem.objects.update(state=InboxItem.State.USED, update=update)
    assert not InboxItem.objects.waiting().exists()
    update.delete()
    item.refresh_from_db()
    assert (item.state, item.update) == (InboxItem.State.USED, None)


@pytest.mark.django_db
@pytest.mark.parametrize(("headline", "state"), [("Typed by hand", "used"), ("", "waiting")])
def test_a_page_that_is_tried_again_in_an_hour_keeps_no_filled_clipping_waiting(home, headline, state):
    item = InboxItemFactory(url=URL, reading=InboxItem.Reading.LATER)
    WeeklyUpdateFactory(clippings=[clipping(headline, url=item.url)], live=False).save_revision()
    item.refresh_from_db()
    assert item.state == state


@pytest.mark.django_db
def test_no_item_waits_and_is_of_an_issue_at_once(home):
    update = WeeklyUpdateFactory(clippings=[])
    item = InboxItemFactory(url=URL)
    with pytest.raises(IntegrityError), transaction.atomic():
        InboxItem.objects.filter(pk=item.pk).update(update=update)


@pytest.mark.django_db
def test_a_list_of_items_costs_two_queries(django_assert_num_queries):
    for number in range(5):
        item = InboxItemFactory(url=f"https://example.org/{number}")
        item.finders.create(user=UserFactory(), note="Look")
    with django_assert_num_queries(2):
        shown = [(str(f.user), i.update) for i in InboxItem.objects.waiting().for_list() for f in i.finders.all()]
    assert len(shown) == 5


def publish(date, *clippings):
    return WeeklyUpdateFactory(date=date, clippings=list(clippings))


@pytest.mark.django_db
def test_every_earlier_issue_is_known_by_address_and_by_headline_in_two_queries(home, django_assert_num_queries):
    old = publish(datetime.date(2019, 3, 1), clipping("Another title", "JTA", url=f"{URL}?utm_source=x#a"))
    same = publish(datetime.date(2020, 3, 6), clipping("First"), clipping("After thirty years, " + HEADLINE[:31]))
    publish(datetime.date(2021, 3, 5), clipping("Something else", url="https://example.org/2026/11/other/"))
    by_url, by_headline = (
        InboxItemFactory(url=URL, headline="Unlike"),
        InboxItemFactory(url="https://jta.org/1", headline=HEADLINE),
    )
    unknown, short = (
        InboxItemFactory(url="https://jta.org/2", headline="Unheard of in any issue"),
        InboxItemFactory(url="https://jta.org/3"),
    )
    with django_assert_num_queries(2):
        found = find_earlier([by_url, by_headline, unknown, short])
    assert set(found) == {by_url.pk, by_headline.pk}
    assert found[by_url.pk].has_same_address
    assert found[by_url.pk].url == f"{old.url}#clipping-1"
    assert not found[by_headline.pk].has_same_address
    assert found[by_headline.pk].url == f"{same.url}#clipping-2"


@pytest.mark.django_db
def test_earlier_issues_are_found_by_the_index_of_addresses():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # a test's table is too small for an index
        cursor.execute(f"EXPLAIN {earlier.FIND}", [[1], [article_address(URL)], ["synagogue reopens"]])
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "record_article_address" in plan
    assert "Seq Scan" not in plan


LONG = "The old synagogue of Chernivtsi in Ukraine reopens its doors after thirty years"


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["synagogue", "Chernivtsi", "years", "The"])
def test_an_earlier_headline_with_one_word_changed_is_found(home, word):
    publish(datetime.date(2020, 3, 6), clipping("First"), clipping(LONG))
    item = InboxItemFactory(url=URL, headline=LONG.replace(word, "Monument"))
    assert find_earlier([item])[item.pk].headline == LONG


@pytest.mark.django_db
def test_the_issue_that_used_an_item_is_no_earlier_one(home):
    update = publish(datetime.date(2026, 11, 27), clipping(HEADLINE, url=URL))
    item = InboxItemFactory(url=URL, headline=HEADLINE)
    assert item.pk in find_earlier([item])
    item.update = update
    assert not find_earlier([item])


@pytest.mark.django_db
def test_nothing_is_asked_for_no_items(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert find_earlier([]) == {}
