"""What is withdrawn stands in no output, and every output is looked through: those added later as well.

The addresses are the URL configuration's, the pages' own and their routes'. An address that takes an argument needs a
line in arguments() or route_arguments(): without one a test fails, so that nobody forgets to look through a new output.
"""

import re
from html import unescape
from http import HTTPStatus
from urllib.parse import unquote, urlencode

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page

from news.models import DraftLink, Record, WeeklyUpdate
from news.outputs.build import build_publisher
from news.outputs.email import render_email
from news.outputs.formats import FORMATS
from news.outputs.preview import PREVIEW_MODES
from news.views import sitemap
from tests.factories import CountryFactory, UserFactory
from tests.whole_site import full_site

from .conftest import SECRETS, found_in, make_issue, take_down

NOT_OF_ISSUES = ("admin/", "staff", "media/", "documents/", "contact/message", "_util", "static/")
WITH_OWN_FEED = ("/clippings/", "/sources/", "/bills/", "/countries/", "/news/")
SEARCHES = [f"/search/?{urlencode({'q': words})}" for words in SECRETS[:3]] + ["/search/?q=Hushgazette&format=rss"]
FILTERS = ["source=hushgazette", "country=tj", "bill=119-hr-4242", "q=Zvenigorodsky", "year=2025"]


def names_of_views(patterns, prefix=""):
    """(route, name) of every named address of the site, without those that never show an issue."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if route.lstrip("^").startswith(NOT_OF_ISSUES):
            continue
        if hasattr(pattern, "url_patterns"):
            yield from names_of_views(pattern.url_patterns, route)
        elif pattern.name:
            yield route, pattern.name


def arguments(key):
    """The name of an address → the arguments by which it would show the withdrawn clipping."""
    return {
        "clipping_values": [["country"], ["year"], ["source"], ["bill"]],
        "clipping": [[key]],
        "source": [["hushgazette"], ["jta"]],
        "bill": [[119, "hr", 4242]],
        "sitemap_pages": [[(pk - 1) // sitemap.PART + 1] for pk in WeeklyUpdate.objects.values_list("pk", flat=True)],
        "sitemap_views": [[1]],
        "draft": [[token] for token in share_drafts()],
        "draft_document": [[token, 1, "a-report.pdf"] for token in share_drafts()],  # which sends a file and no text
    }


def share_drafts():
    """The token of a link to each issue's latest draft."""
    maker = get_user_model().objects.filter(is_superuser=True).first()
    return [DraftLink.make(update, maker, 7)[1] for update in WeeklyUpdate.objects.all()]


def addresses_of_views(key):
    for route, name in names_of_views(get_resolver().url_patterns):
        if name in {"wagtail_serve"} or name.startswith(("wagtailimages", "wagtaildocs", "wagtailcore")):
            continue
        try:
            yield reverse(name)
        except NoReverseMatch:
            assert name in arguments(key), f"{route} needs a line in arguments()"
            yield from (reverse(name, args=each) for each in arguments(key)[name])


def route_arguments(update):
    """The name of a page's route → the arguments by which it would show the issue."""
    return {
        "format": [{"slug": update.slug, "extension": extension} for extension in FORMATS],
        "period": [{"year": "2025"}, {"year": "2025", "month": "03"}],
    }


def addresses_of_pages(update):
    for page in Page.objects.live().filter(depth__gt=1).specific():
        yield page.url
        for route in page.get_subpage_urls() if isinstance(page, RoutablePageMixin) else ():
            try:
                yield page.url + page.reverse_subpage(route.name)
            except NoReverseMatch:
                assert route.name in route_arguments(update), f"{route.name} needs a line in route_arguments()"
                for values in route_arguments(update)[route.name]:
                    yield page.url + page.reverse_subpage(route.name, kwargs=values)


def every_address(update, key):
    found = {*addresses_of_views(key), *addresses_of_pages(update), "/no-such-page/"}
    feeds = {f"{address}?format=rss" for address in found if address.startswith(WITH_OWN_FEED)}
    lists = {f"/clippings/?{narrowed}" for narrowed in FILTERS}
    return sorted(found | feeds | lists | {f"{each}&format=json" for each in lists} | set(SEARCHES))


def outputs(update, key):
    """Name → text of all that visitors, mail services and editors who preview have of the site."""
    visitor, texts = Client(), {}
    cache.clear()
    for address in every_address(update, key):
        response = visitor.get(address, follow=True)
        texts[address] = unquote(unescape(response.text)) if not response.streaming else ""
    update = WeeklyUpdate.objects.get(pk=update.pk)
    texts["email"] = render_email(update.as_issue(), build_publisher())
    for revision in update.revisions.all():
        for mode, _ in PREVIEW_MODES:
            preview = revision.as_object().make_preview_request(preview_mode=mode)
            texts[f"revision {revision.pk} as {mode}"] = preview.text
    texts["social image"] = repr(update.social_image)
    return texts


def showing(texts, words):
    """The outputs that have one of these words, but for the words that a visitor brought in the address."""
    return {
        name
        for name, text in texts.items()
        if any(word in text and word.lower() not in unquote(name.replace("+", " ")).lower() for word in words)
    }


@pytest.fixture(scope="module")
def walked(module_transaction):
    """The issue, the outputs before and after its first clipping was withdrawn, and the withdrawal."""
    full_site()
    CountryFactory(title="Tajikistan", iso_code="TJ")
    UserFactory(is_superuser=True)
    update = make_issue()
    key = found_in(update, 1).key
    before = outputs(update, key)
    withdrawal = take_down(update)
    during = outputs(update, key)
    return update, before, during, withdrawal


@pytest.mark.django_db
def test_the_walk_finds_the_clipping_wherever_it_stands(walked):
    update, before, _, _ = walked
    seen = showing(before, SECRETS)
    base = update.url.rstrip("/")
    for address in [
        "/", update.url, f"{base}.json", f"{base}.md", f"{base}.txt", "/news/", "/news/feed", "/news/feed.json",
        "/clippings/", "/clippings/?format=rss", "/countries/tajikistan/", "/countries/tajikistan/feed",
        "/sources/", "/sources/hushgazette/", "/bills/119/hr/4242/", "/search/?q=Zvenigorodsky",
        "/clippings/?country=tj", "email",
    ]:  # fmt: skip
        assert address in seen, address
    assert [name for name in seen if name.startswith("/draft/")] != []
    assert len([name for name in seen if name.startswith("revision")]) >= len(PREVIEW_MODES)


@pytest.mark.django_db
def test_no_output_has_a_word_of_what_was_withdrawn(walked):
    _, _, during, _ = walked
    assert showing(during, SECRETS) == set()


@pytest.mark.django_db
def test_no_output_fails_and_the_others_articles_stay(walked):
    update, _, during, _ = walked
    assert "3. Third article" in during["email"].replace("</a>", "")
    assert "Second article" in during["/clippings/"]
    assert '<article class="clipping sheet" id="clipping-3">' in during[update.url]
    assert all("Server Error" not in text for text in during.values())


@pytest.mark.django_db
def test_the_issue_says_in_its_place_that_an_article_was_withdrawn(walked):
    update, _, during, _ = walked
    base = update.url.rstrip("/")
    for name in [update.url, f"{base}.json", f"{base}.md", f"{base}.txt", "/news/feed", "email"]:
        assert "An article was withdrawn." in during[name], name
    assert "An article was withdrawn." not in during["/clippings/"]
    assert '"withdrawn": true' in during[f"{base}.json"]


@pytest.mark.django_db
def test_the_issue_counts_the_articles_that_readers_have(walked):
    update, before, during, _ = walked
    counts = [re.findall(r"\d+ articles?", issue[update.url]) for issue in (before, during)]
    assert counts == [["3 articles"], ["2 articles"]]


@pytest.mark.django_db
def test_its_own_address_is_410_and_not_for_search_engines(walked, visitor):
    _, before, _, withdrawal = walked
    response = visitor.get(f"/clippings/{withdrawal.key}/")
    assert response.status_code == HTTPStatus.GONE
    assert '<meta name="robots" content="noindex">' in response.text
    assert '<meta name="description" content="This clipping was withdrawn.">' in response.text
    assert f"/clippings/{withdrawal.key}/" in showing(before, SECRETS)


@pytest.mark.django_db
def test_the_other_clippings_keep_their_addresses_and_feed_readers_do_not_see_them_again(walked):
    update, before, _, _ = walked
    records = Record.objects.filter(page=update).clippings()
    assert {(record.position, record.anchor) for record in records} == {(2, "clipping-2"), (3, "clipping-3")}
    assert all(f"/clippings/{record.key}/" in before["/clippings/"] for record in records)
