"""The same story in other issues: by its address, by its headline, in drafts; offered where one is withdrawn."""

import datetime
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from news.admin.withdrawals import views
from news.models import Withdrawal
from news.search.backend import SearchTimeoutError
from tests.factories import WeeklyUpdateFactory, clipping
from tests.html import parse, text

from .conftest import FRIDAY, found_in, take_down

pytestmark = pytest.mark.django_db
WHOLE = {"what": "whole", "names": "", "reason": ""}


def week(number, *clippings, **more):
    return WeeklyUpdateFactory(date=FRIDAY + datetime.timedelta(weeks=number), clippings=list(clippings), **more)


@pytest.fixture
def same_address(issue):
    url = "http://example.org/zvenigorodsky-held/?utm_source=mail"
    return week(
        1, clipping("Printer is held", "JTA", url=url), clipping("Other", "JTA", url="https://example.org/other")
    )


@pytest.fixture
def same_headline(issue):
    return week(2, clipping("Zvenigorodsky: Held over H.R. 4242!", "JTA", url="https://example.org/another"))


@pytest.fixture
def drafted(issue):
    return week(3, clipping("Zvenigorodsky held over H.R. 4242", "Wire"), live=False)


def confirm_url(issue, **values):
    return f"{reverse('withdraw_confirm')}?{urlencode({'clipping': found_in(issue, 1).token} | values, doseq=True)}"


def offered(page):
    """What the page says of each twin → whether it is ticked."""
    boxes = {text(row.label): row.input.has_attr("checked") for row in page.select(".withdraw__twins .withdraw__item")}
    return {" ".join(words.split()): is_ticked for words, is_ticked in boxes.items()}


def test_an_editor_is_offered_the_same_story_elsewhere_and_the_same_address_is_ticked(
    issue, same_address, same_headline, drafted, editor
):
    draft = f"{drafted.title} (not published)"
    assert offered(parse(editor.get(confirm_url(issue)))) == {
        f"Zvenigorodsky held over H.R. 4242 Wire · 1. in {draft} · only the same headline": False,
        f"Zvenigorodsky: Held over H.R. 4242! JTA · 1. in {same_headline.title} · only the same headline": False,
        f"Printer is held JTA · 1. in {same_address.title} · the same address": True,
    }


def test_what_is_ticked_goes_with_it_and_nothing_else(issue, same_address, same_headline, editor, visitor):
    editor.post(confirm_url(issue), WHOLE | {"twin": [found_in(same_address, 1).token]})
    assert "An article was withdrawn." in visitor.get(same_address.url).text
    assert "Other" in visitor.get(same_address.url).text
    assert "Printer is held" not in visitor.get(same_address.url).text
    assert "An article was withdrawn." not in visitor.get(same_headline.url).text


def test_one_press_withdraws_all_of_them(issue, same_address, same_headline, drafted, editor, visitor):
    page = parse(editor.get(confirm_url(issue)))
    button = page.select_one("button[name=everywhere]")
    assert text(button) == "Withdraw all 4"
    every = [box["value"] for box in page.select("input[name=every_twin]")]
    editor.post(confirm_url(issue), WHOLE | {"everywhere": button["value"], "every_twin": every})
    drafted.latest_revision.publish()
    for update in (issue, same_address, same_headline, drafted):
        assert "An article was withdrawn." in visitor.get(f"/news/{update.slug}/").text
    assert offered(parse(editor.get(confirm_url(same_headline)))) == {}


def test_an_editor_who_left_them_is_told_where_readers_still_have_the_story(issue, same_address, same_headline, editor):
    page = parse(editor.post(confirm_url(issue), WHOLE, follow=True))
    assert "Readers still have the same story" in text(page)
    each = page.select("a[aria-label^='Withdraw “']")
    assert [link["aria-label"] for link in each] == [
        f"Withdraw “Zvenigorodsky: Held over H.R. 4242!” in {same_headline.title}…",
        f"Withdraw “Printer is held” in {same_address.title}…",
    ]
    assert "1 article" in text(parse(editor.get(each[0]["href"])))
    every = page.find("a", string="Withdraw all of them…")["href"]
    page = parse(editor.post(every, WHOLE, follow=True))
    assert Withdrawal.objects.count() == 3
    assert "Readers still have the same story" not in text(page)


def test_a_name_is_withheld_in_the_twins_and_an_error_at_its_field_loses_no_tick(issue, same_address, editor, visitor):
    mine, withhold = found_in(same_address, 1).token, {"what": "names", "reason": ""}
    page = parse(editor.post(confirm_url(issue), withhold | {"names": "Zwenigorodski"}))
    assert list(offered(page).values()) == [False]
    page = parse(editor.post(confirm_url(issue), withhold | {"names": "Zwenigorodski", "twin": [mine]}))
    assert list(offered(page).values()) == [True]
    page = parse(editor.post(confirm_url(issue), withhold | {"names": "Zvenigorodsky", "twin": [mine]}, follow=True))
    assert "Readers still have the same story" not in text(page)
    assert "zvenigorodsky" not in visitor.get(same_address.url).text.lower()


def test_a_name_that_a_twin_keeps_is_asked_for_there_too(issue, same_address, editor):
    withheld = {"what": "names", "names": "Zvenigorodsky", "reason": ""}
    page = parse(editor.post(confirm_url(issue), withheld, follow=True))
    asked = parse(editor.get(page.find("a", string="Withdraw it…")["href"]))
    assert asked.select_one("textarea[name=names]").text.strip() == "Zvenigorodsky"


def test_a_twin_of_which_a_name_is_withheld_is_still_found_by_its_address(issue, same_address, editor):
    take_down(same_address, names=["Printer"])
    assert list(offered(parse(editor.get(confirm_url(issue)))).values()) == [True]
    take_down(same_address)
    assert offered(parse(editor.get(confirm_url(issue)))) == {}


def test_where_looking_for_twins_takes_too_long_the_article_is_withdrawn_all_the_same(issue, editor, monkeypatch):
    def time_out(clippings):
        raise SearchTimeoutError

    monkeypatch.setattr(views, "find_twins", time_out)
    assert "could not be found out in time" in editor.get(confirm_url(issue)).text
    editor.post(confirm_url(issue), WHOLE)
    assert Withdrawal.objects.count() == 1


def test_several_twins_cost_as_many_queries_as_one(issue, same_address, editor):
    def count_queries():
        with CaptureQueriesContext(connection) as queries:
            page = parse(editor.get(confirm_url(issue)))
        return len(offered(page)), len(queries)

    count_queries()  # so that what the process keeps is there
    one, queries_for_one = count_queries()
    for number in range(2, 6):
        week(number, clipping(f"Held {number}", "JTA", url="https://example.org/zvenigorodsky-held"))
    several, queries_for_several = count_queries()
    assert (one, several) == (1, 5)
    assert queries_for_several == queries_for_one
