"""Promoted pages: what an editor has put first for a word, whatever else a search finds."""

from urllib.parse import urlencode

import pytest
from wagtail.models import PageViewRestriction

from tests.factories import ContactFactory, StandardPageFactory, StatementFactory, stream
from tests.html import headings, parse, text
from tests.whole_site import organization


@pytest.fixture
def contact(home):
    page = ContactFactory(title="Write to us")
    promotion = {
        "words": "press, Media contact, interview",
        "page": page.pk,
        "text": "Journalists call 202-898-2500 first.",
    }
    organization(promoted_pages=stream(("promotion", promotion)))
    return page


@pytest.fixture
def search(visitor):
    return lambda query, **more: parse(visitor.get("/search/?" + urlencode({"q": query} | more))).main


@pytest.mark.parametrize(
    "query",
    [
        "press",
        " PRESS ",
        "contact media",
        "interviews",
        "press kit",
        "press inquiries",
        "an interview request",
        "NCSEJ press kit",
        "media contact for a report on Georgia",
    ],
)
def test_a_journalist_finds_the_press_contact_first(contact, search, query):
    StatementFactory(title="A press conference, media contacts, interviews")
    main = search(query)
    assert headings(main, 2)[0] == "Write to us"
    assert "Journalists call 202-898-2500 first." in text(main)
    assert main.select_one(".promotion a")["href"] == contact.url


@pytest.mark.parametrize(
    "query", ["pressing matters of the media", "Belarus press freedom", "contact", "NCSEJ", "of", "?"]
)
def test_other_words_find_what_they_find(contact, search, query):
    assert search(query).select(".promotion") == []


def test_a_promoted_page_stands_there_once(contact, search):
    StatementFactory(title="Press press press")
    contact.body = stream(("text", "<p>For the press.</p>"))
    contact.save_revision().publish()
    main = search("press")
    assert headings(main, 2) == ["Write to us", "Press press press"]
    assert "1 result for" in text(main)
    main = search("press", kind="page")
    assert main.select(".promotion") == []
    assert headings(main, 2) == ["Write to us"]


def test_the_sentence_for_the_press_is_read_where_the_page_would_be_found_first_anyhow(contact, search):
    contact.title = "Press"
    contact.save_revision().publish()
    main = search("press")
    assert headings(main, 2) == ["Press"]
    assert "Journalists call 202-898-2500 first." in text(main)


def test_a_word_that_a_search_leaves_out_leads_to_its_page_too(home, search):
    page = StandardPageFactory(title="Bequests")
    organization(promoted_pages=stream(("promotion", {"words": "bequest, Will", "page": page.pk, "text": ""})))
    assert headings(search("will"), 2)[0] == "Bequests"


@pytest.mark.parametrize("query", ["13-2700517", "ein 13-2700517", "132700517", "EIN: 13 2700517", "tax id 13-2700517"])
def test_a_sponsor_who_searches_for_the_number_itself_finds_the_page_on_giving(home, search, query):
    page = StandardPageFactory(title="Ways to give")
    promotion = {"words": "EIN, tax id, stock", "page": page.pk, "text": ""}
    organization(ein="13-2700517", promoted_pages=stream(("promotion", promotion)))
    assert headings(search(query), 2)[0] == "Ways to give"
    assert search("13-2700518").select(".promotion") == []
    organization(ein="")
    assert search("13-2700517").select(".promotion") == []


def test_a_journalist_calls_from_the_promoted_contact_page_and_from_a_number_in_its_sentence(contact, search):
    organization(telephone="202-555-0100")
    links = [(text(link), link["href"]) for link in search("press").select(".promotion a[href^='tel:']")]
    assert links == [("202-898-2500", "tel:+12028982500"), ("202-555-0100", "tel:+12025550100")]


def test_another_promoted_page_names_no_telephone_and_its_sentence_is_no_markup(home, search):
    page = StandardPageFactory(title="What we note")
    promotion = {"words": "cookies", "page": page.pk, "text": "No <b>cookies</b>."}
    organization(telephone="202-555-0100", promoted_pages=stream(("promotion", promotion)))
    found = search("cookies").select_one(".promotion")
    assert text(found) == "What we note No <b>cookies</b>."
    assert found.select("[href^='tel:']") == []


def test_where_nothing_else_is_found_the_page_is_not_called_nothing(contact, search):
    main = search("interview")
    assert headings(main, 2) == ["Write to us"]
    assert "Nothing was found" not in text(main)


def test_a_draft_a_private_and_a_deleted_page_are_not_promoted(contact, search):
    restriction = PageViewRestriction.objects.create(page=contact, restriction_type="login")
    assert "Write to us" not in text(search("press"))
    restriction.delete()
    assert "Write to us" in text(search("press"))
    contact.unpublish()
    assert "Write to us" not in text(search("press"))
    contact.delete()
    assert "Nothing was found" in text(search("press"))


def test_the_summary_stands_below_a_promotion_without_a_sentence(home, search):
    page = StandardPageFactory(title="What we note", search_description="In one sentence.")
    organization(promoted_pages=stream(("promotion", {"words": "cookies", "page": page.pk, "text": ""})))
    assert "In one sentence." in text(search("cookies"))


def test_a_search_costs_the_same_with_many_promotions(contact, visitor, django_assert_max_num_queries):
    rows = [{"words": f"word {i}", "page": StandardPageFactory().pk, "text": ""} for i in range(20)]
    organization(promoted_pages=stream(*(("promotion", row) for row in rows)))
    visitor.get("/search/?q=word")
    with django_assert_max_num_queries(12):
        visitor.get("/search/?q=word+19")
