"""The demo content: what a visitor finds after the first start, and that loading it again changes nothing."""

import io
import re
from datetime import date, timedelta
from http import HTTPStatus
from itertools import pairwise

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from pypdf import PdfReader
from wagtail.models import Page, Revision

from ncsej_site.demo import files
from news.models import Country, Publication, Statement, WeeklyUpdate
from pages.models import Home, Organization, Person, Program, SiteDocument, SiteImage, StandardPage
from tests.conftest import signed_in
from tests.html import parse, read_sitemap, text
from tests.news.search import relevance

pytestmark = [pytest.mark.slow, pytest.mark.django_db]  # a transaction of its own for each test
MENU = [
    "About us",
    "Programs",
    "News",
    "Statements",
    "Publications",
    "Sign up",
    "Donate",
    "Contact",
    "Countries",
    "Accessibility",
]
URLS = [
    "/",
    *(f"/{label.lower().replace(' ', '-').removesuffix('-us')}/" for label in MENU),
    "/about/history/",
    "/about/people/",
    "/about/member-organizations/",
    "/news/2025-02-21/",
    "/news/2025-02-14/",
    "/news/2025-02-09/",
    "/news/2025/",
    "/news/feed/",
    "/statements/feed.json",
    "/feeds/",
    "/feeds.opml",
    "/opensearch.xml",
    "/privacy/",
    "/search/?q=Kyiv",
    "/sitemap.xml",
    "/sitemap-views-1.xml",
    "/robots.txt",
    "/healthz",
]


def load(**options):
    """Run the command and return its output."""
    output = io.StringIO()
    call_command("load_demo", stdout=output, **options)
    return output.getvalue()


def counts():
    return [model.objects.count() for model in (Page, Revision, Person, SiteImage, SiteDocument)]


@pytest.fixture(scope="module", autouse=True)
def demo(folders, django_db_setup, django_db_blocker):
    """The demo content, loaded once for all tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def updates():
    return list(WeeklyUpdate.objects.live().order_by("date"))


@pytest.mark.parametrize("url", URLS)
def test_a_visitor_can_open_every_public_url(url):
    assert Client().get(url).status_code == 200


def test_a_visitor_can_open_every_page_of_the_tree():
    client, tree = Client(), Home.objects.get().get_descendants(inclusive=True)
    responses = {page.url: client.get(page.url).status_code for page in tree}
    assert {url: status for url, status in responses.items() if status != 200} == {}
    assert {page.full_url for page in tree} <= set(read_sitemap(client))


def test_no_link_in_the_texts_is_broken():
    texts = [path.read_text(encoding="utf-8") for path in files.FOLDER.rglob("*.md")]
    client = Client()
    links = {link for text in texts for link in re.findall(r"\]\((/[^)]*)\)", text)}
    assert {link for link in links if client.get(link).status_code != 200} == set()


def test_a_visitor_who_types_privacy_or_press_is_led_to_the_privacy_page_and_the_press_contact():
    queries = {
        "/contact/": ["press", "press kit", "media inquiries", "interview request", "spokesperson"],
        "/privacy/": ["privacy", "privacy notice", "cookies", "data protection"],
        "/donate/": ["EIN", "13-2700517", "ein 13-2700517", "charitable bequest"],
    }
    for url, query in ((url, query) for url, typed in queries.items() for query in typed):
        results = parse(Client().get("/search/", {"q": query})).main
        assert results.h2.a["href"] == url, query


@pytest.mark.parametrize("url", ["/contact/", "/privacy/", "/accessibility/", "/donate/", "/search/?q=press"])
def test_when_the_telephone_number_changes_no_page_tells_the_old_one(url):
    old = Organization.objects.get().telephone
    Organization.objects.update(telephone="202-555-0100")
    html = Client().get(url).content.decode()
    assert "202-555-0100" in html
    assert old not in html


def test_a_donor_reads_payee_and_tax_id_and_no_invented_address():
    donate = text(parse(Client().get("/donate/")).main)
    for words in ("Payable to National Coalition Supporting Eurasian Jewry", "13-2700517", "continue on example.org"):
        assert words in donate
    assert "Mail to" not in donate


def test_an_operator_adds_the_privacy_page_to_a_site_that_is_in_use():
    StandardPage.objects.get(slug="privacy").delete()
    before = counts()
    assert "/privacy/ is added." in load(page="privacy")
    assert Client().get("/privacy/").status_code == HTTPStatus.OK
    assert counts() == [before[0] + 1, before[1] + 1, *before[2:]]
    assert "there already" in load(page="privacy")


def test_the_menu_has_the_labels_of_the_organization_in_their_order():
    below_home = Home.objects.get().get_children().live().in_menu()
    assert [page.title for page in below_home] == MENU


def test_there_is_content_of_every_kind(updates):
    assert len(updates) >= 14
    assert updates[-1].date - updates[1].date > timedelta(days=2 * 365)
    assert sum(len(update.clippings) == 10 for update in updates) >= 12
    assert Statement.objects.count() >= 8
    assert set(Statement.objects.values_list("kind", flat=True)) == set(Statement.Kind.values)
    assert Statement.objects.exclude(correction="").exists()
    assert Publication.objects.count() >= 6
    assert set(Publication.objects.values_list("kind", flat=True)) == set(Publication.Kind.values)
    assert Publication.objects.exclude(external_url="").exists()
    assert Program.objects.filter(is_historic=True).exists()
    assert Country.objects.count() == 15


def test_an_update_goes_out_on_a_friday_or_the_day_before_a_holiday(updates):
    others = [update.date for update in updates if update.date.weekday() != 4]
    assert others == [date(2025, 2, 9), date(2026, 7, 2)]
    assert updates[-1].date == date(2026, 11, 20)


def test_every_publisher_is_one_of_the_invented_ones(updates):
    invented = {publisher["name"] for publisher in files.read_table("sources").values()}
    clippings = [block.value for update in updates for block in update.clippings]
    assert {clipping["source"] for clipping in clippings} <= invented
    assert all(clipping["url"].startswith("https://example.org/") for clipping in clippings if clipping["url"])


def test_clippings_are_from_the_week_before_their_update_and_differ_from_the_last_ones(updates):
    for update in updates:
        days = {(update.date - block.value["date"]).days for block in update.clippings}
        assert days <= set(range(1, 7)), update.slug
    for earlier, later in pairwise(updates):
        headlines = [{block.value["headline"] for block in update.clippings} for update in (earlier, later)]
        assert not headlines[0] & headlines[1], later.slug


def test_an_update_of_2017_names_the_leaders_of_2017():
    update = WeeklyUpdate.objects.get(date=date(2017, 4, 7))
    assert [block.value["name"] for block in update.sent_from] == ["Daniel Rubin", "Alexander Smukler", "Mark B. Levin"]
    assert not any(block.value["url"] for block in update.clippings)


def test_an_update_was_first_published_on_its_date(updates):
    assert all(update.first_published_at.date() == update.last_published_at.date() == update.date for update in updates)


def test_a_letter_is_html_and_begins_with_dear_friend(updates):
    assert all(update.letter.startswith("<p>Dear Friend,</p><p>") for update in updates)
    assert not any(markdown_syntax in update.letter for update in updates for markdown_syntax in ("](", "**", "\n"))


def test_every_page_has_a_summary_of_one_sentence():
    summaries = Home.objects.get().get_descendants(inclusive=True).values_list("search_description", flat=True)
    assert all(20 < len(summary) <= 200 and summary.endswith(".") for summary in summaries)


def test_every_picture_is_described_or_decorative():
    pictures = list(SiteImage.objects.all())
    assert pictures
    assert all(bool(picture.description) != picture.is_decorative for picture in pictures)


def test_every_pdf_has_text_and_its_page_count():
    for document in SiteDocument.objects.all():
        reader = PdfReader(document.file)
        assert 2 <= document.page_count == len(reader.pages) <= 12
        assert reader.metadata.title == document.title
        assert "illustrative" in "".join(page.extract_text() for page in reader.pages)


def test_a_visitor_reads_that_the_site_is_a_demonstration_and_nobody_is_mailed():
    organization = Organization.objects.get()
    assert organization.notice in Client().get("/").content.decode()
    assert organization.email.endswith("@example.org")


def test_loading_it_again_adds_nothing():
    before = counts()
    output = load()
    assert counts() == before
    assert set(re.findall(r": (\d+)", output)) == {"0"}


def test_with_if_empty_a_site_with_pages_is_not_changed():
    before = counts()
    assert "not loaded" in load(if_empty=True)
    assert counts() == before


def test_loading_it_again_keeps_the_changes_of_an_editor():
    home, update = Home.objects.get(), WeeklyUpdate.objects.get(date=date(2025, 2, 21))
    page, organization = StandardPage.objects.get(slug="accessibility"), Organization.objects.get()
    home.announcement = update.title = organization.about = "Mine"
    page.slug = update.slug = "moved"
    for changed in (home, update):
        changed.save_revision().publish()
    page.save()
    organization.save()
    load()
    assert Home.objects.get().announcement == WeeklyUpdate.objects.get(date=update.date).title == "Mine"
    assert WeeklyUpdate.objects.get(date=update.date).slug == "moved"
    assert Organization.objects.get().about == "Mine"


def test_a_deleted_page_is_added_again():
    before = counts()[0]
    Country.objects.get(iso_code="GE").delete()
    assert "countries: 1" in load()
    assert counts()[0] == before


def test_demo_logins_are_refused_in_production():
    with pytest.raises(CommandError, match="createsuperuser"):
        load(logins=True)
    assert not get_user_model().objects.exists()


@override_settings(DEBUG=True)
def test_the_demo_editor_may_publish_but_does_not_administer():
    load(logins=True)
    editor, update = get_user_model().objects.get(username="editor"), WeeklyUpdate.objects.first()
    assert update.permissions_for_user(editor).can_publish()
    assert editor.has_perm("wagtailadmin.access_admin")
    for upload in ("wagtailimages:add", "wagtaildocs:add"):
        assert signed_in(editor).get(reverse(upload)).status_code == HTTPStatus.OK
    assert not editor.is_superuser
    assert get_user_model().objects.get(username="admin").is_superuser


@override_settings(DEBUG=True)
def test_a_demo_login_is_shown_until_its_password_is_changed():
    load(logins=True)
    assert "editor: username editor, password ncsej-demo\n" in load(show_logins=True)
    editor = get_user_model().objects.get(username="editor")
    editor.set_password("something of their own")
    editor.save()
    load(logins=True)
    assert "editor" not in load(show_logins=True)


def test_the_right_answer_is_among_the_first_three_results():
    """`-s` prints the share by class of question."""
    relevance.add_corpus(**relevance.read("corpus.toml"))
    asked, answered, failed = relevance.ask_all()
    relevance.print_table(asked, answered, failed)
    assert asked.total() >= 100
    assert answered.total() / asked.total() >= 0.95, failed


def test_a_wrong_answer_is_not_taken_for_a_right_one():
    assert not relevance.is_answered({"q": "Ukraine", "kind": "country", "title": "Moldova"})
    assert not relevance.is_answered({"q": "generator", "kind": "statement", "title": "Example clinic in Kharkiv"})
