"""Publishing from a list asks for what the form of the page would ask for."""

import pytest
from django.urls import reverse

from news.models import Statement, WeeklyUpdate
from news.preflight.findings import Finding
from tests.factories import (
    PublicationFactory,
    PublicationIndexFactory,
    StatementFactory,
    StatementIndexFactory,
    WeeklyUpdateFactory,
    clipping,
)
from tests.html import parse, text


@pytest.fixture
def statements(home):
    return StatementIndexFactory(search_description="All of them.")


def publish(client, *pages, **typed):
    """What the editor is told, as HTML."""
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    chosen = "&".join(f"id={page.pk}" for page in pages)
    response = client.post(f"{url}?{chosen}&next=/admin/", typed, follow=True)
    return parse(response).select_one(".messages")


def test_complete_drafts_are_published_from_a_list(editor, statements):
    drafts = [StatementFactory(live=False, slug=f"draft-{number}") for number in range(2)]
    drafts[0].bill_rows.create(congress=118, kind="hr", number=1911)
    drafts[0].save_revision()
    assert "2 pages" in text(publish(editor, *drafts))
    assert Statement.objects.live().count() == 2


def test_a_page_that_is_published_with_one_above_it_follows_its_new_address(editor, statements):
    below = StatementFactory(live=False, slug="below")
    statements.slug = "renamed"
    statements.save_revision()
    below.save_revision()
    publish(editor, statements, below)
    below.refresh_from_db()
    assert below.live
    assert below.url_path == "/home/renamed/below/"


def test_half_a_bill_and_a_missing_summary_stop_the_publication_of_all_and_are_named(editor, statements):
    whole, half = (StatementFactory(live=False, title=title, slug=title) for title in ("whole", "half"))
    half.bill_rows.create(congress=118, kind="hr")
    half.search_description = " "
    half.save_revision(clean=False)
    told = publish(editor, whole, half)
    assert "Nothing was published. “half”" in text(told)
    assert "Summary: missing. Bills it speaks of: Number: missing. Open it and publish it there." in text(told)
    assert told.select_one(f'a[href="{reverse("wagtailadmin_pages:edit", args=[half.pk])}"]')
    assert "whole" not in text(told)
    assert not Statement.objects.live().exists()


def test_a_clipping_without_a_source_is_not_published_from_a_list(editor, news):
    update = WeeklyUpdateFactory(live=False, clippings=[clipping(), clipping(source="")])
    update.save_revision(clean=False)
    assert "Clippings 2 source: missing" in text(publish(editor, update))
    assert not WeeklyUpdate.objects.live().exists()


def test_an_incomplete_draft_below_a_page_that_is_published_with_all_below_it_stops_it_too(editor, statements):
    StatementFactory(live=False, search_description="")
    assert "Summary: missing" in text(publish(editor, statements, include_descendants="on"))
    assert not Statement.objects.live().exists()
    assert "1 page" in text(publish(editor, statements))


def test_the_message_names_five_pages_at_most(editor, statements):
    drafts = [StatementFactory(live=False, slug=f"d-{number}", search_description="") for number in range(7)]
    assert text(publish(editor, *drafts)).count("Summary: missing") == 5


def test_what_only_the_form_of_a_page_knows_is_asked_too(editor, statements):
    publications = PublicationIndexFactory()
    publication = PublicationFactory(parent=publications, live=False, document=None, external_url="")
    statement = StatementFactory(live=False)
    for _ in range(2):
        statement.bill_rows.create(congress=118, kind="hr", number=1911)
    statement.save_revision()
    assert "Choose the PDF" in text(publish(editor, publication))
    assert "stands here twice" in text(publish(editor, statement))


def test_an_update_with_an_error_of_the_checks_is_not_published_from_a_list(editor, news, monkeypatch):
    update = WeeklyUpdateFactory(live=False)
    wrong = Finding("error", "letter", "The letter cannot go out like this.")
    monkeypatch.setattr("news.forms.find_problems", lambda draft: [wrong])
    assert wrong.message in text(publish(editor, update))
    assert not WeeklyUpdate.objects.live().exists()
