"""A link, several, or a whole mail become items; one story is one item, whoever finds it."""

import datetime

import pytest
from django.db import transaction

from news.inbox.adding import MAX_LINKS, Found, add, find_links
from news.inbox.merging import merge_near, put_back
from news.inbox.other_links import leads_to_no_article
from news.models import InboxItem
from news.models.inbox import InboxQuerySet
from tests.factories import InboxItemFactory, UserFactory, WeeklyUpdateFactory

from .conftest import HEADLINE, article

MAIL = """Dear colleagues, look at https://example.org/news/one?utm_source=mail and also at
http://example.org/news/one#top

Synagogue reopens in Chernivtsi
By Anna Writer
JTA, November 24, 2026
The synagogue was opened again on Tuesday.
Read the full article here. https://jta.org/2026/11/24/synagogue

To unsubscribe: https://mail.example.org/unsubscribe?u=1
Our site: https://example.org/
"""


def urls(text):
    return [found.url for found in find_links(text).articles]


@pytest.mark.django_db
def test_a_forwarded_mail_gives_each_article_once_with_what_it_says_of_it():
    found, left_out = find_links(MAIL).articles, find_links(MAIL).left_out
    assert left_out == ["https://mail.example.org/unsubscribe?u=1", "https://example.org/"]
    assert {each.url for each in found} == {"https://example.org/news/one", "https://jta.org/2026/11/24/synagogue"}
    values = next(each.values for each in found if "jta" in each.url)
    assert (values["headline"], values["source"]) == ("Synagogue reopens in Chernivtsi", "JTA")


PRIVATE = """Hi Miriam,

This one I liked: https://example.org/s/one

And Lena wrote about the mayor, who must resign, she says privately. Do not print!
https://example.net/s/two

See you,
Boris, 202-555-0100"""
ALERT = """Two finds, and Lena must not know of them.

First: https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fs%2Fone&data=05
Second: Google alert: https://www.google.com/url?rct=j&sa=t&url=https://example.net/s/two&ct=ga

Bye, Boris"""


@pytest.mark.django_db
@pytest.mark.parametrize("mail", [PRIVATE, ALERT])
def test_what_somebody_writes_around_the_links_of_a_mail_becomes_no_part_of_a_row(mail):
    found = find_links(mail).articles
    assert {each.url for each in found} == {"https://example.org/s/one", "https://example.net/s/two"}
    assert [each.values for each in found] == [{}, {}]


@pytest.mark.django_db
def test_not_even_of_a_whole_clipping_are_paragraphs_taken_in_which_somebody_may_have_written():
    mail = "Synagogue reopens\nJTA, November 24, 2026\nDo not tell Lena!\nhttps://jta.org/2026/1\nSee you, Boris"
    (found,) = find_links(mail).articles
    assert found.values == {"headline": "Synagogue reopens", "source": "JTA", "date": datetime.date(2026, 11, 24)}


@pytest.mark.django_db
@pytest.mark.parametrize("mail", [f"Hi Miriam,\n{line}\nhttps://jta.org/2026/1" for line in ("Look:", "JTA")])
def test_a_line_without_a_date_makes_no_clipping_of_what_stands_above_a_link(mail):
    assert [each.values for each in find_links(mail).articles] == [{}]


@pytest.mark.django_db
def test_an_address_that_stands_alone_needs_no_https():
    assert urls(" example.org/no/scheme?a=1\n") == ["https://example.org/no/scheme?a=1"]
    assert urls("see example.org/no/scheme") == urls("example.org") == urls("and/or") == urls("a@example.org/x") == []


@pytest.mark.django_db
def test_a_link_alone_is_found_and_text_without_one_has_none():
    assert urls("www.example.org/a") == ["https://www.example.org/a"]
    assert urls("https://example.org/") == ["https://example.org/"]
    assert urls("javascript:alert(1) ftp://example.org/a file:///etc/passwd example") == []
    assert len(urls("\n".join(f"https://example.org/{n}" for n in range(MAX_LINKS + 1)))) == MAX_LINKS + 1


LINKS = {
    "https://ncsej.us5.list-manage.com/track/click?u=1&id=2&e=3": True,
    "https://example.org/2026/how-to-unsubscribe-from-hate": True,
    "https://example.org/2026/voters-preferences/": True,
    "https://example.org/profile/a-rabbi-of-odesa": True,
    "https://twitter.com/someone/status/123": True,
    "https://www.youtube.com/watch?v=abc": True,
    "https://www.facebook.com/x/posts/1": True,
    "https://ncsej.us5.list-manage.com/unsubscribe?u=1&id=2": False,
    "https://ncsej.us5.list-manage.com/profile?u=1&id=2": False,
    "https://us5.campaign-archive.com/?u=1&id=2": False,
    "https://example.org/email/unsubscribe": False,
    "https://twitter.com/home": False,
    "https://www.facebook.com/sharer/sharer.php?x=1": False,
    "https://www.linkedin.com/company/ncsej/": False,
    "https://x.com/ncsej": False,
}


@pytest.mark.parametrize(("url", "is_article"), LINKS.items())
def test_the_links_of_a_newsletter_that_lead_to_articles_are_told_from_its_own(url, is_article):
    assert leads_to_no_article(url) is not is_article


@pytest.mark.django_db
def test_a_story_that_the_draft_uses_is_found_again_there(home):
    item, _ = add(Found("http://example.org/a"), UserFactory())
    update, published = WeeklyUpdateFactory(clippings=[], live=False, first_published_at=None), WeeklyUpdateFactory()
    InboxItem.objects.update(state="used", update=update)
    again, is_new = add(Found("http://example.org/a/"), UserFactory(), "Found too")
    assert (again.pk, again.state, is_new) == (item.pk, "used", False)
    assert [finder.note for finder in item.finders.all()] == ["", "Found too"]
    InboxItem.objects.update(update=published)
    again, is_new = add(Found("http://example.org/a/"), UserFactory())
    assert (again.state, is_new) == ("waiting", True)


@pytest.mark.django_db
def test_the_same_story_of_two_people_is_one_item_with_two_finders():
    first, second = UserFactory(), UserFactory()
    item, is_new = add(Found("http://example.org/a"), first, "Lead?")
    again, is_new_again = add(Found("https://www.example.org/a/?utm_source=x"), second, "Found too")
    add(Found("http://example.org/a"), second, "A second note")
    assert (is_new, is_new_again, again.pk) == (True, False, item.pk)
    assert [(f.user, f.note) for f in item.finders.all()] == [(first, "Lead?"), (second, "Found too\nA second note")]


@pytest.mark.django_db
def test_a_second_finder_may_type_what_the_first_did_not():
    item, _ = add(Found("http://example.org/a"), UserFactory(), typed={"headline": "Ours"})
    add(Found("http://example.org/a"), UserFactory(), typed={"headline": "Other", "excerpt": "x" * 400})
    item.refresh_from_db()
    assert (item.headline, len(item.excerpt), item.typed) == ("Ours", 400, ["headline", "excerpt"])


@pytest.mark.django_db
def test_two_addresses_with_nearly_one_headline_become_one_item(replies):
    replies["example.org/a"] = article()
    replies["other.org/b"] = article(headline="Synagogue Reopens in Chernivtsi, After Thirty Years")
    first, _ = add(Found("http://example.org/a"), UserFactory(), "one")
    add(Found("http://other.org/b"), UserFactory(), "two")
    (item,) = InboxItem.objects.all()
    assert (item.pk, item.headline) == (first.pk, HEADLINE)
    assert [finder.note for finder in item.finders.all()] == ["one", "two\nAlso at http://other.org/b"]


@pytest.mark.django_db
def test_what_a_second_person_typed_is_not_lost_where_two_become_one():
    first, second = (
        InboxItemFactory(url=url, headline=HEADLINE, typed=["headline", "excerpt"])
        for url in ("http://example.org/a", "http://other.org/b")
    )
    InboxItem.objects.filter(pk=first.pk).update(excerpt="The first.")
    InboxItem.objects.filter(pk=second.pk).update(excerpt="The second.", reading="read")
    second.refresh_from_db()
    second.finders.create(user=None, note="Look")
    with transaction.atomic():
        into = merge_near(second)
    assert (into.pk, into.excerpt, into.reading) == (first.pk, "The first.", "unread")
    assert into.finders.get().note == "Look\nAlso at http://other.org/b\nExcerpt: The second."


@pytest.mark.django_db
def test_what_was_dismissed_comes_back_or_joins_what_waits():
    item, _ = add(Found("http://example.org/a"), UserFactory())
    item.dismiss()
    assert put_back(item).state == "waiting"
    item.dismiss()
    again, is_new = add(Found("http://example.org/a"), UserFactory())
    assert is_new
    assert put_back(item).pk == again.pk
    assert again.finders.count() == 2


@pytest.mark.django_db
def test_a_story_that_was_dismissed_twice_and_is_put_back_twice_waits_once():
    first, _ = add(Found("http://example.org/a"), UserFactory())
    first.dismiss()
    second, _ = add(Found("http://example.org/a"), UserFactory())
    second.dismiss()
    stale = InboxItem.objects.get(pk=second.pk)
    assert put_back(first).pk == put_back(stale).pk == InboxItem.objects.get().pk


@pytest.mark.django_db
def test_what_an_issue_uses_is_not_merged_into_what_waits():
    item, _ = add(Found("http://example.org/a"), UserFactory())
    InboxItem.objects.update(state="used")
    add(Found("http://example.org/a"), UserFactory())
    assert put_back(item) is None
    assert InboxItem.objects.get(pk=item.pk).state == "used"


@pytest.mark.django_db
def test_of_two_who_add_the_same_link_at_once_the_slower_joins_the_faster(monkeypatch):
    """The slower has looked, and found nothing, when the faster stores: so the constraint decides."""
    get = InboxQuerySet.get

    def be_overtaken(queryset, **values):
        monkeypatch.setattr(InboxQuerySet, "get", get)
        add(Found("http://example.org/a"), UserFactory(), "the faster")
        raise InboxItem.DoesNotExist

    monkeypatch.setattr(InboxQuerySet, "get", be_overtaken, raising=False)
    item, is_new = add(Found("http://example.org/a/"), UserFactory(), "the slower")
    assert not is_new
    assert [finder.note for finder in item.finders.all()] == ["the faster", "the slower"]
