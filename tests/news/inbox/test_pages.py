"""The inbox in the admin: what is added from anywhere, listed, corrected, dismissed and put back."""

import datetime
from http import HTTPStatus
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from news.admin.inbox import forms, views
from news.admin.inbox.anywhere import make_bookmarklet
from news.admin.inbox.views import MAX_NAMED
from news.models import InboxItem, Source
from tests.conftest import signed_in
from tests.factories import InboxItemFactory, UserFactory, WeeklyUpdateFactory, clipping
from tests.html import parse, text

from .admin_pages import URL, add, field, messages, shown
from .conftest import HEADLINE, article

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def news_index(news):
    """There is a news page, below which updates may be started."""


@pytest.mark.parametrize(
    "shared",
    [
        {"url": URL, "title": "A title"},
        {"text": URL, "title": "A title"},
        {"text": f"A title {URL}", "title": "A title"},
        {"title": f"A title {URL}"},
        {"text": f"A title {URL}"},
        {"text": f"A title {URL}", "title": "A title - JTA"},
        {"text": f"A title — via @wire {URL}", "title": "A title"},
        {"text": f"“ … ” {URL}", "title": "A title"},
        {"text": f"A title\n{URL}", "title": "A title", "url": URL},
        {"text": f"Look at this {URL}", "title": "A title"},
    ],
)
def test_what_a_browser_or_telephone_shares_fills_the_form_and_stores_nothing(editor, shared):
    response = editor.get(reverse("inbox_add"), shared)
    assert field(response, "links").text.strip() == URL
    assert field(response, "headline")["value"] in ("A title", "A title - JTA")
    assert field(response, "headline")["value"] == field(response, "given_title")["value"]
    assert field(response, "excerpt").text.strip() == ""
    assert not InboxItem.objects.exists()


@pytest.mark.parametrize(
    ("url", "title", "headline"),
    [
        (URL, "Kyiv - a city at war | Example Wire", "Kyiv - a city at war"),  # in the table of sources
        ("https://www.timesofisrael.com/1", "A title – The Times of Israel", "A title"),
        ("https://www.reuters.com/1", "A title - World news", "A title - World news"),
        ("https://www.reuters.com/1", "Reuters", "Reuters"),
    ],
)
def test_the_publishers_name_behind_a_shared_title_is_no_part_of_the_headline(editor, url, title, headline):
    Source.objects.create(name="Example Wire")
    response = editor.get(reverse("inbox_add"), {"url": url, "title": title})
    assert field(response, "headline")["value"] == field(response, "given_title")["value"] == headline


def test_a_selected_passage_stays_and_the_browsers_title_gives_way_to_the_headline(editor, replies):
    replies["wire.example/2026/11/synagogue"] = article()
    add(editor, headline="Title | Site", given_title="Title | Site", excerpt="The passage.", note="For the lead")
    (row,) = shown(editor)
    assert text(row.select_one(".inbox__headline")) == HEADLINE
    assert text(row.select_one(".inbox__excerpt")) == "The passage."
    assert "For the lead" in text(row)
    assert "editor" in text(row.select_one(".section__hint"))


def test_a_selected_passage_keeps_an_address_that_begins_with_the_articles_own(editor):
    passage = f"See {URL}-two for the whole of it."
    response = editor.get(reverse("inbox_add"), {"url": URL, "title": "A title", "text": f"A title. {passage}"})
    assert field(response, "links").text.strip() == URL
    assert f"{URL}-two" in field(response, "excerpt").text


def test_words_that_a_telephone_shares_beside_a_link_are_a_note_for_colleagues_and_no_quotation(editor):
    response = editor.get(reverse("inbox_add"), {"text": f"Look at this {URL}", "title": "A title"})
    assert field(response, "note").text.strip() == "Look at this"


def test_the_browsers_title_stays_where_the_page_cannot_be_read(editor):
    add(editor, headline="Title | Site", given_title="Title | Site")
    (row,) = shown(editor)
    assert text(row.select_one(".inbox__headline")) == "Title | Site"
    assert InboxItem.objects.get().typed == []


def test_a_headline_that_was_typed_stays(editor, replies):
    replies["wire.example/2026/11/synagogue"] = article()
    add(editor, headline="Ours", given_title="Title | Site")
    assert InboxItem.objects.get().headline == "Ours"


@pytest.mark.parametrize(
    "links", ["no link at all", "javascript:alert(1)", "file:///etc/passwd", f"http://a.example/{'x' * 5000}", " "]
)
def test_what_is_no_link_is_said_at_the_field_and_nothing_typed_is_lost(editor, links):
    response = add(editor, links, headline="A headline", note="A note", excerpt="A passage")
    error = parse(response).select_one(".w-field__errors")
    assert "link" in text(error) or "required" in text(error)
    assert field(response, "links").text.strip() == links.strip()
    assert field(response, "headline")["value"] == "A headline"
    assert (field(response, "note").text.strip(), field(response, "excerpt").text.strip()) == ("A note", "A passage")
    assert not InboxItem.objects.exists()


def test_a_whole_text_adds_each_link_once_and_says_what_waited_already(editor):
    add(editor)
    response = add(editor, f"See http://wire.example/b and {URL}?utm_source=x and http://wire.example/c")
    assert "2 articles added" in messages(response)
    assert "One article waited already" in messages(response)
    assert len(shown(editor)) == 3


def test_what_is_too_much_or_no_article_is_named(editor, monkeypatch):
    monkeypatch.setattr(views, "MAX_LINKS", 2)
    monkeypatch.setattr(forms, "MAX_LINKS", 2)
    many = "\n".join(f"http://wire.example/{number}" for number in range(3 + MAX_NAMED))
    said = messages(add(editor, f"{many}\nhttps://twitter.com/home https://wire.example/"))
    assert "2 articles added" in said
    assert "Not added: http://wire.example/2 " in said
    assert "and 1 more" in said
    assert "lead to no article: https://twitter.com/home https://wire.example/" in said


def test_a_story_of_the_draft_is_said_to_be_there_and_one_dismissed_says_so(editor):
    draft = WeeklyUpdateFactory(clippings=[], live=False, first_published_at=None)
    InboxItemFactory(url=URL, headline=HEADLINE, state="used", update=draft)
    assert f"“{HEADLINE}” is in “{draft.title}” already" in messages(add(editor))
    InboxItem.objects.update(state="dismissed", update=None)
    add(editor)
    assert "It was dismissed before." in text(shown(editor)[0])
    assert "It was dismissed before." not in text(shown(editor, "dismissed")[0])


def test_several_are_dismissed_at_once_without_a_script(editor):
    add(editor, f"{URL} {URL}/b {URL}/c")
    page = parse(editor.get(reverse("inbox")))
    form = page.select_one("form#inbox-several")
    boxes = page.select(f"input[name=item][form={form['id']}]")
    assert "Tick" in messages(editor.post(form["action"], follow=True))
    ticked = {"item": [box["value"] for box in boxes[:2]]}
    assert "2 articles dismissed" in messages(editor.post(form["action"], ticked, follow=True))
    assert "faster" in messages(editor.post(form["action"], {"item": [*ticked["item"], "x", "9" * 40]}, follow=True))
    assert (len(shown(editor)), len(shown(editor, "dismissed"))) == (1, 2)


def test_who_may_start_no_update_dismisses_nothing(home):
    item = InboxItemFactory(url=URL)
    signed_in(UserFactory()).post(reverse("inbox"), {"item": item.pk})
    assert InboxItem.objects.waiting().exists()


def test_a_headline_for_several_is_refused(editor):
    assert "several links" in text(parse(add(editor, f"{URL} http://wire.example/b", headline="Which?")))
    assert not InboxItem.objects.exists()


def test_who_is_signed_out_comes_back_to_the_filled_form(editor):
    address = f"{reverse('inbox_add')}?url={quote(URL, safe='')}&title=A%20title"
    response = Client().get(address)
    assert parse_qs(urlsplit(response.url).query)["next"] == [address]
    page = Client().get(response.url)
    assert field(page, "next")["value"] == address


def test_a_forged_post_of_another_site_adds_nothing(editor):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = editor.cookies
    assert strict.post(reverse("inbox_add"), {"links": URL}).status_code == HTTPStatus.FORBIDDEN
    assert not InboxItem.objects.exists()


def test_a_link_that_cannot_be_read_is_a_card_with_its_host_and_the_reason(editor):
    add(editor)
    (row,) = shown(editor)
    assert text(row.select_one(".inbox__headline")) == "wire.example"
    assert "no such page" in text(row)


def test_an_article_is_dismissed_put_back_and_read_again(editor, replies):
    add(editor)
    item = InboxItem.objects.get()
    editor.post(reverse("inbox_dismiss", args=[item.pk]))
    assert not shown(editor)
    assert len(shown(editor, "dismissed")) == 1
    editor.post(reverse("inbox_put_back", args=[item.pk]))
    replies["wire.example/2026/11/synagogue"] = article()
    editor.post(reverse("inbox_read_again", args=[item.pk]))
    assert HEADLINE in text(shown(editor)[0])


def test_what_was_put_back_already_is_not_put_back_again(editor):
    item = InboxItemFactory(url=URL)
    assert "A colleague was faster" in messages(editor.post(reverse("inbox_put_back", args=[item.pk]), follow=True))


def test_the_list_says_which_issue_carried_a_story(editor):
    update = WeeklyUpdateFactory(date=datetime.date(2020, 3, 6), clippings=[clipping("Old", url=URL)])
    add(editor)
    link = shown(editor)[0].select_one(".inbox__earlier a")
    assert link["href"] == f"{update.url}#clipping-1"


def test_the_list_costs_the_same_with_one_and_with_forty_articles(editor):
    WeeklyUpdateFactory(date=datetime.date(2020, 3, 6), clippings=[clipping("Old", url=URL)])
    add(editor)
    shown(editor)
    with CaptureQueriesContext(connection) as few:
        shown(editor)
    for number in range(40):
        url = f"{URL}/{number}"
        InboxItemFactory(url=url).finders.create(user=UserFactory(), note="Look")
    with CaptureQueriesContext(connection) as many:
        assert len(shown(editor)) == 41
    assert len(many) <= len(few)


def test_the_dashboard_has_a_box_that_adds_and_says_what_waits(editor):
    add(editor)
    box = parse(editor.get(reverse("wagtailadmin_home"))).select_one(".this-week__add")
    assert box["action"] == reverse("inbox_add")
    assert box.select_one("[name=links]")
    assert "1 article waits for the next issue" in text(box)


def test_a_link_from_the_dashboard_is_added_with_the_token_of_its_form(editor):
    careful = Client(enforce_csrf_checks=True)
    careful.cookies.update(editor.cookies)
    box = parse(careful.get(reverse("wagtailadmin_home"))).select_one(".this-week__add")
    token = box.select_one("[name=csrfmiddlewaretoken]")["value"]
    response = careful.post(box["action"], {"links": URL, "csrfmiddlewaretoken": token})
    assert response.status_code == HTTPStatus.FOUND
    assert InboxItem.objects.get().url == URL


def test_contributors_may_add_and_who_edits_nothing_may_not(home):
    assert signed_in(UserFactory(groups=["Contributors"])).get(reverse("inbox")).status_code == HTTPStatus.OK
    response = add(signed_in(UserFactory()))
    assert not InboxItem.objects.exists()
    assert "permission" in text(parse(response)) or response.status_code == HTTPStatus.FORBIDDEN


def test_the_bookmarklet_leads_to_the_form_and_the_policy_of_its_page_stays_strict(editor, settings):
    response = editor.get(reverse("inbox_anywhere"))
    bookmarklet = parse(response).select_one(".inbox__bookmarklet")["href"]
    assert bookmarklet == make_bookmarklet()
    assert f"{settings.SITE_URL}{reverse('inbox_add')}?url=" in unquote(bookmarklet)
    assert "noopener" in bookmarklet
    assert "script-src 'self';" in response["Content-Security-Policy"]


def test_the_admin_installs_as_an_app_whose_share_menu_leads_to_the_form(editor):
    page = parse(editor.get(reverse("wagtailadmin_home")))
    link = page.find("link", rel="manifest")
    assert link["crossorigin"] == "use-credentials"
    manifest = editor.get(link["href"]).json()
    assert manifest["share_target"] == {
        "action": reverse("inbox_add"),
        "method": "GET",
        "params": {"title": "title", "text": "text", "url": "url"},
    }
    assert manifest["scope"] == "/admin/"
    assert parse(Client().get("/admin/login/")).find("link", rel="manifest") is None
